import Model

extension Value {
  /// The value as a specification would write it.
  var words: String {
    switch self {
    case .bool(let value): String(value)
    case .integer(let value), .time(let value): String(value)
    case .text(let text): text
    case .bytes(let bytes): Hex.preview(bytes)
    case .list(let items): "[" + items.map(\.words).joined(separator: ", ") + "]"
    case .record(let fields): "{" + fields.words + "}"
    }
  }
}

extension [String: Field] {
  /// `name: value, name: value`, in the order of the names.
  var words: String { sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.words)" }.joined(separator: ", ") }
}

extension Field {
  var words: String { value.words }
}

extension Evidence {
  /// The place in a line: `exchange 3 (enrol), certRep.recipientNonce, offset 412: 04 10 4f a1 … (18 octets)`.
  var words: String {
    var place = number.map { "exchange \($0) (\(exchange))" } ?? "exchange \(exchange)"
    if let field { place += ", \(field)" }
    if let offset { place += ", offset \(offset)" }
    if let bytes { place += ": \(Hex.preview(bytes))" }
    return place
  }
}

extension Mutation {
  var words: String {
    let rest = arguments.sorted { $0.key < $1.key }.map { ", \($0.key): \($0.value.words)" }.joined()
    return "\(word.rawValue) \(part)\(rest)"
  }
}
