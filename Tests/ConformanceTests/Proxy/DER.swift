/// One element of an encoding that can be taken apart, changed and written again. It shares no code with the readers and
/// builders under test.
struct DER: Hashable, Sendable {
  var tag: UInt8
  var content: Content
  var form = Form.definite

  enum Content: Hashable, Sendable {
    case octets([UInt8])
    case elements([DER])
  }

  enum Form: Hashable, Sendable {
    case definite, indefinite
    /// A length in one octet more than needed.
    case longLength
  }

  struct Malformed: Error {}

  init(_ tag: UInt8, _ octets: [UInt8]) {
    self.tag = tag
    content = .octets(octets)
  }

  init(_ tag: UInt8, _ elements: [DER]) {
    self.tag = tag
    content = .elements(elements)
  }

  /// Reads one element of definite length that fills the octets.
  init(parsing octets: [UInt8]) throws {
    let elements = try Self.elements(of: octets[...])
    guard let only = elements.first, elements.count == 1 else { throw Malformed() }
    self = only
  }

  private static func elements(of octets: ArraySlice<UInt8>) throws -> [DER] {
    var rest = octets
    var found: [DER] = []
    while let tag = rest.first {
      rest = rest.dropFirst()
      guard let first = rest.first else { throw Malformed() }
      rest = rest.dropFirst()
      let more = first < 0x80 ? 0 : Int(first & 0x7F)
      guard more < 5, more <= rest.count, first != 0x80 else { throw Malformed() }
      let length = first < 0x80 ? Int(first) : rest.prefix(more).reduce(0) { $0 << 8 | Int($1) }
      rest = rest.dropFirst(more)
      guard length <= rest.count else { throw Malformed() }
      let content = rest.prefix(length)
      found.append(tag & 0x20 != 0 ? DER(tag, try elements(of: content)) : DER(tag, Array(content)))
      rest = rest.dropFirst(length)
    }
    return found
  }

  var encoded: [UInt8] {
    let body = contentOctets
    switch form {
    case .definite: return [tag] + Self.length(body.count) + body
    case .indefinite: return [tag | 0x20, 0x80] + body + [0, 0]
    case .longLength: return [tag, 0x84] + (0..<4).reversed().map { UInt8(body.count >> ($0 * 8) & 0xFF) } + body
    }
  }

  var contentOctets: [UInt8] {
    switch content {
    case .octets(let octets): octets
    case .elements(let elements): elements.flatMap(\.encoded)
    }
  }

  var elements: [DER] {
    get { if case .elements(let elements) = content { elements } else { [] } }
    set { content = .elements(newValue) }
  }

  /// The element below, by its place. A path that leads nowhere gives an element that no encoding has; setting it does
  /// nothing.
  subscript(path: Int...) -> DER {
    get {
      path.reduce(self) { found, place in
        found.elements.indices.contains(place) ? found.elements[place] : DER(0, [UInt8]())
      }
    }
    set { set(path[...], newValue) }
  }

  private mutating func set(_ path: ArraySlice<Int>, _ new: DER) {
    guard let first = path.first else { return self = new }
    if elements.indices.contains(first) { elements[first].set(path.dropFirst(), new) }
  }

  private static func length(_ count: Int) -> [UInt8] {
    switch count {
    case ..<0x80: [UInt8(count)]
    case ..<0x100: [0x81, UInt8(count)]
    case ..<0x1_0000: [0x82, UInt8(count >> 8), UInt8(count & 0xFF)]
    default: [0x83, UInt8(count >> 16), UInt8(count >> 8 & 0xFF), UInt8(count & 0xFF)]
    }
  }
}

extension DER {
  static let null = DER(0x05, [UInt8]())
  static func sequence(_ elements: [DER]) -> DER { DER(0x30, elements) }
  static func set(_ elements: [DER]) -> DER { DER(0x31, elements) }
  static func integer(_ value: UInt8) -> DER { DER(0x02, [value]) }
  static func octetString(_ octets: [UInt8]) -> DER { DER(0x04, octets) }
  static func printableString(_ text: String) -> DER { DER(0x13, Array(text.utf8)) }
  static func utf8String(_ text: String) -> DER { DER(0x0C, Array(text.utf8)) }

  static func oid(_ dotted: String) -> DER {
    let arcs = dotted.split(separator: ".").compactMap { Int($0) }
    let numbers = [arcs[0] * 40 + arcs[1]] + arcs.dropFirst(2)
    return DER(0x06, numbers.flatMap { base128($0) })
  }

  private static func base128(_ number: Int) -> [UInt8] {
    var octets = [UInt8(number & 0x7F)]
    var rest = number >> 7
    while rest > 0 {
      octets.insert(UInt8(rest & 0x7F) | 0x80, at: 0)
      rest >>= 7
    }
    return octets
  }
}
