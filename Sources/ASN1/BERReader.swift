/// The walk over the octets: each is looked at once, so time is linear in the input.
struct BERReader {
  let bytes: [UInt8]
  let limits: BERNode.Limits
  /// Go on after a problem, for as much as still can be read.
  let isPartial: Bool
  private(set) var problem: ASN1Error?
  private var elements = 0

  init(_ bytes: [UInt8], limits: BERNode.Limits, isPartial: Bool) {
    self.bytes = bytes
    self.limits = limits
    self.isPartial = isPartial
  }

  mutating func first() -> BERNode? {
    guard !bytes.isEmpty else { return fail(.empty, "there are no octets", at: 0) }
    guard bytes.count <= limits.octets else {
      return fail(.tooLarge, "\(bytes.count) octets are more than the limit of \(limits.octets)", at: 0)
    }
    return element(from: 0, to: bytes.count, depth: 1)
  }

  /// The element that begins at `start` inside content that ends before `end`; `nil` where not even its header
  /// can be read.
  private mutating func element(from start: Int, to end: Int, depth: Int) -> BERNode? {
    guard depth <= limits.depth else {
      return fail(.tooDeep, "elements are nested more than \(limits.depth) deep", at: start)
    }
    elements += 1
    guard elements <= limits.elements else {
      return fail(.tooManyElements, "there are more than \(limits.elements) elements", at: start)
    }
    guard let header = header(from: start, to: end) else { return nil }
    if header.isIndefinite { return indefinite(header, from: start, to: end, depth: depth) }
    return definite(header, from: start, to: end, depth: depth)
  }

  private mutating func definite(_ header: Header, from start: Int, to end: Int, depth: Int) -> BERNode? {
    let first = start + header.length
    var length = header.contentLength
    var isComplete = true
    if length > end - first {
      tooLong(length, left: end - first, at: start, end: end)
      guard isPartial else { return nil }
      length = end - first
      isComplete = false
    }
    guard header.isConstructed else { return node(header, start, length, [], isComplete) }
    var children: [BERNode] = []
    var next = first
    while next < first + length {
      guard let child = element(from: next, to: first + length, depth: depth + 1) else {
        return isPartial ? node(header, start, length, children, false) : nil
      }
      children.append(child)
      next = child.end
      if !child.isComplete { return node(header, start, length, children, false) }
    }
    return node(header, start, length, children, isComplete)
  }

  private mutating func indefinite(_ header: Header, from start: Int, to end: Int, depth: Int) -> BERNode? {
    let first = start + header.length
    var children: [BERNode] = []
    var next = first
    while next < end {
      if bytes[next] == 0, next + 1 < end, bytes[next + 1] == 0 {
        return node(header, start, next - first, children, true)
      }
      guard let child = element(from: next, to: end, depth: depth + 1) else {
        return isPartial ? node(header, start, end - first, children, false) : nil
      }
      children.append(child)
      next = child.end
      if !child.isComplete { return node(header, start, end - first, children, false) }
    }
    note(.missingEndOfContents, "the indefinite length is not closed by end-of-contents octets", at: start)
    return isPartial ? node(header, start, end - first, children, false) : nil
  }

  private func node(
    _ header: Header, _ start: Int, _ length: Int, _ children: [BERNode], _ isComplete: Bool
  ) -> BERNode {
    BERNode(
      tagClass: header.tagClass, tagNumber: header.tagNumber, isConstructed: header.isConstructed, offset: start,
      headerLength: header.length, contentLength: length, isIndefinite: header.isIndefinite,
      isMinimalLength: header.isMinimalLength, isMinimalTag: header.isMinimalTag, isComplete: isComplete,
      children: children, source: bytes)
  }

  private mutating func tooLong(_ length: Int, left: Int, at start: Int, end: Int) {
    if end == bytes.count {
      note(.truncated, "an element of \(length) octets has only \(left) left in the input", at: start)
    } else {
      note(.overrun, "an element of \(length) octets has only \(left) left in the one around it", at: start)
    }
  }

  /// Keeps the first problem only: later ones follow from it.
  mutating func note(_ code: ASN1Error.Code, _ reason: String, at offset: Int) {
    if problem == nil { problem = ASN1Error(code, reason, at: offset) }
  }

  mutating func fail<Result>(_ code: ASN1Error.Code, _ reason: String, at offset: Int) -> Result? {
    note(code, reason, at: offset)
    return nil
  }
}
