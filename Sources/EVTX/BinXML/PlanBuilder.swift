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
  let plan = Plan()

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
        guard let piece = try piece(depth: 0) else { throw Fault("has a token that opens nothing", at: at) }
        plan.roots.append(piece)
      }
    }
  }

  /// Reads one element and makes it the plan's only root; `at` is then behind it.
  mutating func element() throws(Fault) {
    plan.roots = [.element(try element(depth: 0))]
  }

  private mutating func element(depth: Int) throws(Fault) -> Int {
    guard depth < Self.deepest else { throw Fault("nests elements too deeply", at: at) }
    let hasAttributes = bytes.byte(at) & 0x40 != 0
    at += hasDependency ? 7 : 5
    let name = try reference()
    let index = plan.nodes.count
    plan.nodes.append(Plan.Node(name: name, attributes: 0..<0, pieces: 0..<0, shape: .empty))
    if hasAttributes {
      try bytes.need(4, at: at)
      at += 4
      plan.nodes[index].attributes = try attributes()
    }
    switch try bytes.checkedByte(at) {
    case 0x03: at += 1
    case 0x02:
      at += 1
      let content = try content(depth: depth)
      plan.nodes[index].pieces = plan.pieces.count..<(plan.pieces.count + content.count)
      plan.nodes[index].shape = shape(of: content)
      plan.pieces += content
    default: throw Fault("has an element whose start does not end", at: at)
    }
    return index
  }

  private func shape(of content: [Plan.Piece]) -> Plan.Shape {
    if content.isEmpty { return .empty }
    if content.count == 1, case .value(let index, let optional) = content[0] {
      return .value(index, optional: optional)
    }
    if content.count == 1, case .text(let text) = content[0] { return .text(text) }
    return content.allSatisfy { if case .element = $0 { true } else { false } } ? .elements : .mixed
  }

  private mutating func content(depth: Int) throws(Fault) -> [Plan.Piece] {
    var content: [Plan.Piece] = []
    while true {
      if try bytes.upTo(end).checkedByte(at) == 0x04 {
        at += 1
        return content
      }
      guard let piece = try piece(depth: depth + 1) else { throw Fault("has an unknown token", at: at) }
      add(piece, to: &content)
    }
  }

  /// Neighbouring text becomes one.
  private func add(_ piece: Plan.Piece, to content: inout [Plan.Piece]) {
    if case .text(let more) = piece {
      if more.isEmpty { return }
      if case .text(let text)? = content.last { return content[content.count - 1] = .text(text + more) }
    }
    content.append(piece)
  }

  private mutating func attributes() throws(Fault) -> Range<Int> {
    let first = plan.attributes.count
    while try bytes.checkedByte(at) & 0x3f == 0x06 {
      at += 1
      let (name, isNamespace) = try attributeName()
      var content: [Plan.Piece] = []
      reading: while true {
        switch try bytes.checkedByte(at) & 0x3f {
        case 0x02, 0x03, 0x06: break reading
        default:
          guard let piece = try piece(depth: Self.deepest) else { throw Fault("has an unknown token", at: at) }
          add(piece, to: &content)
        }
      }
      if !isNamespace { plan.attributes.append(attribute(name, content)) }
    }
    return first..<plan.attributes.count
  }

  private mutating func attribute(_ name: String, _ content: [Plan.Piece]) -> Plan.Attribute {
    if content.isEmpty { return Plan.Attribute(name: name, text: "", value: -1, pieces: 0..<0) }
    if content.count == 1 {
      if case .text(let text) = content[0] { return Plan.Attribute(name: name, text: text, value: -1, pieces: 0..<0) }
      if case .value(let index, _) = content[0] {
        return Plan.Attribute(name: name, text: nil, value: index, pieces: 0..<0)
      }
    }
    let pieces = plan.pieces.count..<(plan.pieces.count + content.count)
    plan.pieces += content
    return Plan.Attribute(name: name, text: nil, value: -1, pieces: pieces)
  }

  /// Reads one token of content; nil, without moving, if it is none.
  private mutating func piece(depth: Int) throws(Fault) -> Plan.Piece? {
    let token = try bytes.checkedByte(at)
    switch token & 0x3f {
    case 0x01: return .element(try element(depth: depth))
    case 0x05:
      return .text(try literal())
    case 0x07:
      at += 1
      return .text(try countedText())
    case 0x08:
      let unit = try bytes.checkedHalf(at + 1)
      at += 3
      return .text(Unicode.Scalar(UInt32(unit)).map { String($0) } ?? "\u{fffd}")
    case 0x09:
      at += 1
      return .text(Self.entity(try reference()))
    case 0x0a:
      at += 1
      _ = try reference()
      return .text("")
    case 0x0b:
      at += 1
      _ = try countedText()
      return .text("")
    case 0x0c:
      let start = at
      at = try InstanceHeader(bytes, at: at).end
      return .instance(start)
    case 0x0d, 0x0e:
      let index = Int(try bytes.checkedHalf(at + 1))
      try bytes.need(4, at: at)
      at += 4
      return .value(index, optional: token & 0x3f == 0x0e)
    default: return nil
    }
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

  private mutating func reference() throws(Fault) -> String {
    Self.local(try fullName())
  }

  /// The local name of an attribute, and whether it only declares a namespace.
  private mutating func attributeName() throws(Fault) -> (String, Bool) {
    let name = try fullName()
    return (Self.local(name), name == "xmlns" || name.hasPrefix("xmlns:"))
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
