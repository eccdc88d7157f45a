/// Parses binary XML of a template definition, or of an element outside of templates, into a plan.
///
/// Source: libyal, "Document structure" and "Token types"; `[MS-EVEN6]` 2.2.12.
struct PlanBuilder {
  /// Deeper elements are refused: real events nest fewer than ten.
  static let deepest = 64

  let bytes: Bytes
  var at: Int
  let end: Int
  /// Elements of a definition carry two bytes more than others.
  let hasDependency: Bool
  private(set) var nodes: [Plan.Node] = []
  private(set) var attributes: [Plan.Attribute] = []
  private(set) var pieces: [Plan.Piece] = []
  private(set) var texts: [String] = []
  private(set) var roots: [Plan.Piece] = []

  init(_ bytes: Bytes, from start: Int, to end: Int, hasDependency: Bool) {
    self.bytes = bytes
    self.at = start
    self.end = min(end, bytes.count)
    self.hasDependency = hasDependency
  }

  /// Reads what stands at the top until the end token or the end of the bytes.
  mutating func fragment() throws(Fault) {
    while at < end {
      switch bytes.byte(at) & 0x3f {
      case 0x00: return
      case 0x0f: at += 4
      default:
        if let piece = try piece(depth: 0) { roots.append(piece) }
      }
    }
  }

  /// Reads one element and makes it the plan's only root; `at` is then behind it.
  mutating func element() throws(Fault) {
    roots = [Plan.Piece(.element, try element(depth: 0))]
  }

  private mutating func element(depth: Int) throws(Fault) -> Int {
    guard depth < Self.deepest else { throw Fault("nests elements too deeply", at: at) }
    let hasAttributes = bytes.byte(at) & 0x40 != 0
    at += hasDependency ? 7 : 5
    let index = nodes.count
    nodes.append(Plan.Node(name: try name()))
    if hasAttributes {
      try bytes.need(4, at: at)
      at += 4
      try readAttributes(of: index)
    }
    switch try bytes.checkedByte(at) {
    case 0x03: at += 1
    case 0x02:
      at += 1
      let content = try content(depth: depth)
      nodes[index].pieces = add(content)
      nodes[index].shape = shape(of: content)
      if nodes[index].shape == .text { nodes[index].text = texts[Int(content[0].index)] }
    default: throw Fault("has an element whose start does not end", at: at)
    }
    return index
  }

  private func shape(of content: [Plan.Piece]) -> Plan.Shape {
    if content.isEmpty { return .empty }
    if content.allSatisfy({ $0.kind == .element }) { return .elements }
    guard content.count == 1 else { return .mixed }
    switch content[0].kind {
    case .value, .optionalValue: return .value
    case .text: return .text
    case .element, .instance: return .mixed
    }
  }

  private mutating func add(_ content: [Plan.Piece]) -> Range<Int32> {
    let first = Int32(pieces.count)
    pieces += content
    return first..<Int32(pieces.count)
  }

  private mutating func content(depth: Int) throws(Fault) -> [Plan.Piece] {
    var content: [Plan.Piece] = []
    while try bytes.upTo(end).checkedByte(at) != 0x04 {
      if let piece = try piece(depth: depth + 1) { content.append(piece) }
    }
    at += 1
    return joined(content)
  }

  /// Neighbouring texts become one.
  private mutating func joined(_ content: [Plan.Piece]) -> [Plan.Piece] {
    guard zip(content, content.dropFirst()).contains(where: { $0.kind == .text && $1.kind == .text }) else {
      return content
    }
    var joined: [Plan.Piece] = []
    for piece in content {
      if piece.kind == .text, let last = joined.last, last.kind == .text {
        texts[Int(last.index)] += texts[Int(piece.index)]
      } else {
        joined.append(piece)
      }
    }
    return joined
  }

  private mutating func readAttributes(of node: Int) throws(Fault) {
    let first = Int32(attributes.count)
    while try bytes.checkedByte(at) & 0x3f == 0x06 {
      at += 1
      let full = try fullName()
      var content: [Plan.Piece] = []
      while !Self.endsAttribute(try bytes.checkedByte(at)) {
        if let piece = try piece(depth: Self.deepest) { content.append(piece) }
      }
      if full == "xmlns" || full.hasPrefix("xmlns:") { continue }
      content = joined(content)
      let isText = content.count == 1 && content[0].kind == .text
      attributes.append(
        Plan.Attribute(
          name: Self.local(full), text: content.isEmpty ? "" : isText ? texts[Int(content[0].index)] : nil,
          pieces: add(content)))
    }
    nodes[node].attributes = first..<Int32(attributes.count)
    if first == Int32(attributes.count) { return }
    let own = attributes[Int(first)...]
    nodes[node].isFixed = own.allSatisfy { $0.text != nil }
    if nodes[node].isFixed { nodes[node].fixed = own.map { ($0.name, $0.text ?? "") } }
  }

  /// Whether a token ends an attribute's text: another attribute, or the end of the element's start.
  private static func endsAttribute(_ token: UInt8) -> Bool {
    token & 0x3f == 0x02 || token & 0x3f == 0x03 || token & 0x3f == 0x06
  }

  /// Reads one token of content; nil if it adds nothing.
  private mutating func piece(depth: Int) throws(Fault) -> Plan.Piece? {
    let token = try bytes.checkedByte(at)
    switch token & 0x3f {
    case 0x01: return Plan.Piece(.element, try element(depth: depth))
    case 0x05: return text(try literal())
    case 0x07:
      at += 1
      return text(try countedText())
    case 0x08:
      let unit = try bytes.checkedHalf(at + 1)
      at += 3
      return text(Unicode.Scalar(UInt32(unit)).map { String($0) } ?? "\u{fffd}")
    case 0x09:
      at += 1
      return text(Self.entity(try name()))
    case 0x0a:
      at += 1
      _ = try name()
      return nil
    case 0x0b:
      at += 1
      _ = try countedText()
      return nil
    case 0x0c:
      let start = at
      at = try InstanceHeader(bytes, at: at).end
      return Plan.Piece(.instance, start)
    case 0x0d, 0x0e:
      let index = Int(try bytes.checkedHalf(at + 1))
      try bytes.need(4, at: at)
      at += 4
      return Plan.Piece(token & 0x3f == 0x0e ? .optionalValue : .value, index)
    default: throw Fault("has an unknown token", at: at)
    }
  }

  private mutating func text(_ text: String) -> Plan.Piece? {
    if text.isEmpty { return nil }
    texts.append(text)
    return Plan.Piece(.text, texts.count - 1)
  }

  /// A value written into the definition: text, or anything of a fixed width.
  private mutating func literal() throws(Fault) -> String {
    let type = try bytes.checkedByte(at + 1)
    at += 2
    if type == 0x01 { return try countedText() }
    guard let width = Value.width(of: type) else { throw Fault("has a literal of an unknown type", at: at - 1) }
    try bytes.need(width, at: at)
    defer { at += width }
    return Value(offset: at, size: width, type: type).text(in: bytes)
  }

  private mutating func countedText() throws(Fault) -> String {
    let count = Int(try bytes.checkedHalf(at))
    at += 2
    try bytes.need(2 * count, at: at)
    defer { at += 2 * count }
    return UTF16Text.string(bytes, at: at, units: count)
  }

  /// Reads an offset and the name it leads to; a name that lies right here is stepped over.
  private mutating func fullName() throws(Fault) -> String {
    let offset = Int(try bytes.checkedWord(at))
    at += 4
    let count = Int(try bytes.checkedHalf(offset + 6))
    try bytes.need(2 * count, at: offset + 8)
    if offset == at { at += 8 + 2 * count + 2 }
    return UTF16Text.string(bytes, at: offset + 8, units: count)
  }

  private mutating func name() throws(Fault) -> String {
    Self.local(try fullName())
  }

  private static func local(_ name: String) -> String {
    guard let colon = name.utf8.lastIndex(of: 0x3a) else { return name }
    return String(name[name.utf8.index(after: colon)...])
  }

  private static func entity(_ name: String) -> String {
    switch name {
    case "lt": "<"
    case "gt": ">"
    case "amp": "&"
    case "quot": "\""
    case "apos": "'"
    default: "&\(name);"
    }
  }
}
