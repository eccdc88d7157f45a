import ScepspecASN1
import ScepspecModel

/// Finds the messages in an input, however they are wrapped.
struct Unwrapper {
  /// Words that a reply to GetCACaps may have, in lower case.
  let capabilities: Set<String>
  static let mostMessages = 500

  func messages(in input: [UInt8]) -> [Wrapped] { messages(in: input[...], depth: 0) }

  /// What was tried, for the one line about an input in which nothing was found.
  static let tried =
    "tried DER and BER, PEM, base64, URLs, hex dumps, HTTP messages, the words of GetCACaps"

  private func messages(in octets: ArraySlice<UInt8>, depth: Int) -> [Wrapped] {
    guard depth < 3, !octets.isEmpty else { return [] }
    if HTTPText.begins(octets) { return ofHTTP(octets, depth) }
    if octets.starts(with: [0xEF, 0xBB, 0xBF]) { return messages(in: octets.dropFirst(3), depth: depth + 1) }
    // No text begins with a zero and half a character, but every long element does.
    let isElement = octets.first == 0x30 && octets.dropFirst().first.map { $0 >= 0x80 } ?? false
    if !isElement, ASCII.isText(octets) { return ofText(octets) }
    if octets.starts(with: [0xFF, 0xFE]) || octets.starts(with: [0xFE, 0xFF]) { return ofUTF16(octets) }
    return ofOctets(octets)
  }

  /// Elements one after another. What follows the first and is none stays with it, as trailing octets.
  private func ofOctets(_ octets: ArraySlice<UInt8>) -> [Wrapped] {
    var found: [Wrapped] = []
    var rest = octets
    let blanks = rest.prefix(16).prefix(while: ASCII.isLineEnd).count
    rest = rest.dropFirst(blanks)
    while found.count < Self.mostMessages, Self.mayBeElement(rest) {
      let piece = Array(rest)
      let (node, problem) = BERNode.parsePartially(piece, limits: Decoder.limits)
      guard let node, problem == nil || !node.children.isEmpty else { break }
      let isFollowed = problem == nil && Self.isFollowed(node, in: piece)
      let taken = isFollowed ? Array(piece.prefix(node.end)) : piece
      found.append(Wrapped(steps: [], range: rest.startIndex..<rest.startIndex + taken.count, content: .octets(taken)))
      rest = rest.dropFirst(taken.count)
    }
    return found
  }

  private static func mayBeElement(_ octets: ArraySlice<UInt8>) -> Bool {
    guard let first = octets.first, octets.count > 1 else { return false }
    return first == 0x30 || first == 0x31 || first == 0x24 || first == 0xA0
  }

  private static func isFollowed(_ node: BERNode, in piece: [UInt8]) -> Bool {
    // Each element means a copy of what follows it.
    guard node.octetsAfter > 16, piece.count < 4 << 20, piece[node.end] == 0x30 else { return false }
    return (try? BERNode.parse(Array(piece[node.end...]), limits: Decoder.limits)) != nil
  }

  private func ofText(_ text: ArraySlice<UInt8>) -> [Wrapped] {
    let blocks = PEMText.blocks(in: text, atMost: Self.mostMessages).compactMap(wrapped)
    if !blocks.isEmpty { return blocks }
    if let words = words(text) { return [words] }
    let urls = URLText.messages(in: text, atMost: Self.mostMessages)
    if !urls.isEmpty { return urls }
    if let octets = HexDump.octets(text), Self.isLikely(octets) {
      return [Wrapped(steps: ["hex dump"], range: text.startIndex..<text.endIndex, content: .octets(octets))]
    }
    return whole(text).map { [$0] } ?? runs(text)
  }

  private func wrapped(_ block: PEMText.Block) -> Wrapped? {
    guard let base64 = Base64Text(block.body) else { return nil }
    var wrapped = Wrapped(steps: ["PEM (\(block.label))"], range: block.range, content: .octets(base64.octets))
    wrapped.isPrivateKey = PEMText.isPrivateKey(label: block.label)
    return wrapped
  }

  /// The whole text is base64, perhaps in quotes or behind `data:…;base64,` or `message=`.
  private func whole(_ text: ArraySlice<UInt8>) -> Wrapped? {
    var body = ASCII.trimmed(text)
    for head in [";base64,", "message="] {
      if let end = ASCII.find(
        Array(head.utf8), in: body[..<min(body.endIndex, body.startIndex + 200)], from: body.startIndex)
      {
        body = body[(end + head.utf8.count)...]
      }
    }
    body = body.drop { $0 == 0x22 || $0 == 0x27 }
    while let last = body.last, last == 0x22 || last == 0x27 || last == 0x2C || last == 0x26 { body = body.dropLast() }
    // Most texts of other things are told by their first octets, before all of them are decoded.
    guard let head = Base64Text(body.prefix(64)), Self.mayBeElement(head.octets[...]),
      let base64 = Base64Text(body), base64.leftOver == 0, Self.isLikely(base64.octets)
    else { return nil }
    return Wrapped(
      steps: base64.steps, range: text.startIndex..<body.endIndex, content: .octets(base64.octets),
      oddities: base64.oddities)
  }

  /// Long words of base64 in a text about something else; what begins with a SEQUENCE begins with `M` and `A` to `P`.
  private func runs(_ text: ArraySlice<UInt8>) -> [Wrapped] {
    var found: [Wrapped] = []
    var failures = 0
    var index = text.startIndex
    while index < text.endIndex, found.count < Self.mostMessages {
      guard ASCII.isBase64Text(text[index]) else {
        index += 1
        continue
      }
      let end = text[index...].firstIndex { !ASCII.isBase64Text($0) } ?? text.endIndex
      let isSequence = end - index >= 64 && text[index] == 0x4D && (0x41...0x50).contains(text[index + 1])
      // Each attempt reads what follows: a text of many beginnings gets a few only.
      if isSequence, failures < 64, let lines = Base64Lines(text, first: index..<end) {
        found.append(
          Wrapped(
            steps: ["base64 in lines"], range: index..<lines.end, content: .octets(lines.octets)))
        index = lines.end
        continue
      }
      if isSequence { failures += 1 }
      if isSequence, let base64 = Base64Text(text[index..<end]), Self.isLikely(base64.octets) {
        found.append(
          Wrapped(steps: base64.steps, range: index..<end, content: .octets(base64.octets), oddities: base64.oddities))
      }
      index = end
    }
    return found
  }

  /// The first element is whole, or has elements inside before it ends.
  private static func isLikely(_ octets: [UInt8]) -> Bool {
    guard mayBeElement(octets[...]) else { return false }
    let (node, problem) = BERNode.parsePartially(octets, limits: Decoder.limits)
    guard let node else { return false }
    return problem == nil || problem?.code == .truncated || problem?.code == .missingEndOfContents
      || node.children.first.map { $0.isComplete && $0.universalTag != nil } ?? false
  }

  private func words(_ text: ArraySlice<UInt8>) -> Wrapped? {
    guard text.count <= 4096 else { return nil }
    let lines = ASCII.lines(text).map { ASCII.text(ASCII.trimmed($0).prefix(200)) }.filter { !$0.isEmpty }
    guard (1...100).contains(lines.count), lines.contains(where: { capabilities.contains($0.lowercased()) }),
      lines.allSatisfy({ !$0.contains(" ") && $0.utf8.count < 64 })
    else { return nil }
    return Wrapped(steps: [], range: text.startIndex..<text.endIndex, content: .capabilities(lines))
  }

  private func ofUTF16(_ octets: ArraySlice<UInt8>) -> [Wrapped] {
    let isLittle = octets.first == 0xFF
    let body = Array(octets.dropFirst(2))
    let units = stride(from: 0, to: body.count - 1, by: 2).map { index -> UInt16 in
      let (high, low) = isLittle ? (body[index + 1], body[index]) : (body[index], body[index + 1])
      return UInt16(high) << 8 | UInt16(low)
    }
    let text = Array(String(decoding: units, as: UTF16.self).utf8)
    guard ASCII.isText(text) else { return [] }
    // Places of the text in UTF-8 would mislead.
    return ofText(text[...]).map { found in
      var found = found
      found.steps.insert("UTF-16", at: 0)
      found.range = octets.startIndex..<octets.endIndex
      return found
    }
  }

  private func ofHTTP(_ octets: ArraySlice<UInt8>, _ depth: Int) -> [Wrapped] {
    var found: [Wrapped] = []
    for piece in HTTPText(octets).pieces(atMost: Self.mostMessages) {
      let bodies = messages(in: piece.body[...], depth: depth + 1)
      for body in bodies {
        var body = body
        body.steps = piece.steps + body.steps
        let start = piece.bodyRange.lowerBound
        let isPlain = piece.bodyRange.count == piece.body.count
        body.range = isPlain ? start + body.range.lowerBound..<start + body.range.upperBound : piece.bodyRange
        body.request = piece.hints
        found.append(body)
      }
      if bodies.isEmpty || piece.target.map(\.hasMessage) ?? false {
        var target = piece.target ?? Wrapped(steps: [], range: piece.headRange, content: .nothing, request: piece.hints)
        target.steps = piece.steps.prefix(1) + target.steps
        found.append(target)
      }
    }
    return found
  }
}

extension Wrapped {
  fileprivate var hasMessage: Bool {
    if case .octets = content { return true }
    return false
  }
}
