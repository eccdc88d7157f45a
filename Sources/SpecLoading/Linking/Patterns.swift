import Model

/// Regular expressions, which stand in many places.
extension Linker {
  /// The names of a pattern's groups; reports a pattern that cannot be used.
  @discardableResult func checkPattern(_ node: SpecNode) -> [String] {
    guard let text = node.text else { return [] }
    return GroupNames.of(text)
  }
}

/// The named groups of a pattern.
enum GroupNames {
  static func of(_ pattern: String) -> [String] {
    var names: [String] = []
    var rest = pattern.utf8[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "\\") { rest = rest.dropFirst() }
      guard byte == UInt8(ascii: "("), rest.first == UInt8(ascii: "?") else { continue }
      var inside = rest.dropFirst()
      if inside.first == UInt8(ascii: "P") { inside = inside.dropFirst() }
      guard inside.first == UInt8(ascii: "<") else { continue }
      let name = inside.dropFirst().prefix { $0 != UInt8(ascii: ">") }
      guard let first = name.first, first != UInt8(ascii: "="), first != UInt8(ascii: "!") else { continue }
      names.append(String(decoding: name, as: UTF8.self))
    }
    return names
  }
}
