import ScepspecASN1
import ScepspecModel

extension Mutation {
  /// What the part becomes: nothing, another element, or two.
  func applied(to element: Element) throws(BuildError) -> [Element] {
    var copy = element
    switch word {
    case .drop: return []
    case .replace: return [try replaced(element)]
    case .duplicate: return [element, try second(element)]
    case .flip: copy.content = .octets(try flipped(element.contentOctets()))
    case .truncate: copy.content = .octets(try truncated(element.contentOctets()))
    case .append: copy.content = try appended(element)
    case .insert: copy.content = try inserted(element)
    case .reorder: copy.content = try reversed(element)
    case .retag: copy.tag = try retagged(element)
    case .indefinite: return [try indefinite(element)]
    case .segment: copy.form = try segmented(element)
    case .longLength: copy.form = try lengthened(element)
    }
    return [copy]
  }

  private func replaced(_ element: Element) throws(BuildError) -> Element {
    if let der = try octets("der") { return .parsed(der, label: element.label) }
    guard let value = arguments["value"] else { throw missing("value") }
    return try withValue(value, element)
  }

  private func second(_ element: Element) throws(BuildError) -> Element {
    guard let value = arguments["with"] else { return element.withoutLabels() }
    return try withValue(value, element).withoutLabels()
  }

  /// A copy with other content. That of an attribute goes into the value below it.
  private func withValue(_ value: Value, _ element: Element) throws(BuildError) -> Element {
    var copy = element
    if case .elements(var below) = element.content, let label = element.label {
      let isAttribute = try below.replacePart("\(label).value") { (inner: Element) throws(BuildError) -> [Element] in
        var changed = inner
        changed.content = .octets(try content(value, for: inner))
        return [changed]
      }
      if isAttribute {
        copy.content = .elements(below)
        return copy
      }
    }
    copy.content = .octets(try content(value, for: element))
    return copy
  }

  private func flipped(_ octets: [UInt8]) throws(BuildError) -> [UInt8] {
    let given = try integer("bit") ?? 0
    let count = octets.count * 8
    let bit = given < 0 ? count + given : given  // no overflow: the two have opposite signs
    guard (0..<count).contains(bit) else {
      throw unfit("its content has \(count) bits, so there is no bit \(given)")
    }
    var copy = octets
    copy[bit / 8] ^= 1 << UInt8(bit % 8)
    return copy
  }

  private func truncated(_ octets: [UInt8]) throws(BuildError) -> [UInt8] {
    let to = try integer("to")
    let by = try integer("by")
    guard let length = to ?? by.map({ octets.count - max(0, $0) }) else { throw missing("to") }
    guard (0..<octets.count).contains(length) else {
      throw unfit("its content of \(octets.count) octets cannot be cut to \(length)")
    }
    return Array(octets.prefix(length))
  }

  private func appended(_ element: Element) throws(BuildError) -> Element.Content {
    guard let more = try octets("with"), !more.isEmpty else { throw missing("with") }
    return element.content.appending(more)
  }

  private func inserted(_ element: Element) throws(BuildError) -> Element.Content {
    guard let more = try octets("with"), !more.isEmpty else { throw missing("with") }
    if case .octets = element.content, (element.tag.first ?? 0) & 0x20 == 0 {
      throw unfit("there can be no elements below it")
    }
    return element.content.appending(more)
  }

  private func reversed(_ element: Element) throws(BuildError) -> Element.Content {
    guard case .elements(let elements) = element.content, elements.count > 1, elements != elements.reversed() else {
      throw unfit("there is nothing to reorder")
    }
    return .elements(elements.reversed())
  }

  private func retagged(_ element: Element) throws(BuildError) -> [UInt8] {
    guard let first = element.tag.first else { throw unfit("it has no tag") }
    guard let to = arguments["to"] else { throw missing("to") }
    switch to {
    case .integer(let octet) where (0...0xFF).contains(octet): return [UInt8(octet)]
    case .text(let name):
      if let tag = TagName.octet(name, isConstructed: first & 0x20 != 0) { return [tag] }
      throw BuildError(.badArgument, "\(shown): there is no tag '\(name)'", part: part)
    default:
      throw BuildError(.badArgument, "\(shown): 'to' is the name of a type or an identifier octet", part: part)
    }
  }

  private func indefinite(_ element: Element) throws(BuildError) -> Element {
    let isGroup = element.tag.isEmpty
    let result = element.withIndefiniteLengths(segment: try segmentOctets())
    guard isGroup ? result != element : element.canHaveIndefiniteLength else {
      throw unfit("its length cannot be indefinite")
    }
    return result
  }

  private func segmented(_ element: Element) throws(BuildError) -> Element.Form {
    guard element.canBeSegmented else { throw unfit("it is no OCTET STRING") }
    return .segmented(try segmentOctets())
  }

  private func lengthened(_ element: Element) throws(BuildError) -> Element.Form {
    guard !element.tag.isEmpty else { throw unfit("it has no length") }
    return .longLength(try integer("octets") ?? 1)
  }

  /// How many octets a segment has unless the mutation says so: what streaming encoders commonly use.
  private func segmentOctets() throws(BuildError) -> Int {
    let octets = try integer("octets") ?? 1_000
    guard octets > 0 else {
      throw BuildError(.badArgument, "\(shown): a segment of \(octets) octets", part: part)
    }
    return octets
  }

  private func unfit(_ reason: String) -> BuildError { BuildError(.unfit, "\(shown): \(reason)", part: part) }
}

extension Element.Content {
  /// Adds octets at the end; the labels of what is there stay.
  fileprivate func appending(_ octets: [UInt8]) -> Element.Content {
    switch self {
    case .octets(let own): .octets(own + octets)
    case .elements(let own): .elements(own + [.raw(octets)])
    }
  }
}
