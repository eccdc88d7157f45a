/// A value of JSON. Numbers and truth values are kept as they are written.
indirect enum JSONValue: Hashable {
  case object([Member])
  case array([JSONValue])
  case text(String)
  case null

  struct Member: Hashable {
    let name: String
    let value: JSONValue
  }

  /// What stands at a dotted path; arrays on the way are gone through, so there can be several. `*` is any name.
  func values(at path: ArraySlice<String>) -> [JSONValue] {
    guard let name = path.first else { return [self] }
    switch self {
    case .object(let members):
      return members.lazy.filter { name == "*" || $0.name == name }.flatMap { $0.value.values(at: path.dropFirst()) }
    case .array(let items): return items.flatMap { $0.values(at: path) }
    case .text, .null: return []
    }
  }

  /// As a text: a list's texts stand on lines of their own; an object with one value is that value.
  var text: String? {
    switch self {
    case .text(let text): text.isEmpty ? nil : text
    case .null: nil
    case .array(let items):
      { $0.isEmpty ? nil : $0.joined(separator: "\n") }(items.compactMap(\.text))
    case .object(let members): members.count == 1 ? members[0].value.text : nil
    }
  }
}
