import ScepspecModel

/// One node of a specification file: its text or children, and where it stands.
struct SpecNode: Sendable {
  var content: Content
  var location: Location

  enum Content: Sendable {
    /// Always text: `true`, `2` and `no` get their type from what is expected at that place.
    case scalar(String, quoted: Bool)
    case list([SpecNode])
    case mapping([Entry])
  }

  struct Entry: Sendable {
    var key: String
    var keyLocation: Location
    var value: SpecNode
  }

  var text: String? {
    if case .scalar(let text, _) = content { text } else { nil }
  }
  var items: [SpecNode]? {
    if case .list(let items) = content { items } else { nil }
  }
  var entries: [Entry]? {
    if case .mapping(let entries) = content { entries } else { nil }
  }
  /// A key without a value: `key:`.
  var isMissing: Bool {
    if case .scalar(let text, quoted: false) = content { text.isEmpty } else { false }
  }

  subscript(_ key: String) -> SpecNode? { entries?.first { $0.key == key }?.value }

  /// Where the `offset`th character of a scalar stands; right for those that are written in one line.
  func location(at offset: Int) -> Location {
    guard case .scalar(_, let quoted) = content else { return location }
    var place = location
    place.column += offset + (quoted ? 1 : 0)
    return place
  }

  /// What the node is, in words.
  var kind: String {
    switch content {
    case .scalar(let text, let quoted): text.isEmpty && !quoted ? "nothing" : "'\(SpecNode.shown(text))'"
    case .list: "a list"
    case .mapping: "a mapping"
    }
  }

  /// A text as messages show it: short, and without control characters.
  static func shown(_ text: String) -> String {
    let clean = String(
      String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 32 || $0.value == 127 ? "·" : $0 }))
    return clean.count > 60 ? clean.prefix(57) + "…" : clean
  }
}
