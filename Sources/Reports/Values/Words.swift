import ScepspecModel

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

extension [Evidence] {
  /// One line for each exchange: `exchange 3 (enrol): certRep.recipientNonce at offset 412: 04 10 4f a1 … (18 octets)`.
  var words: [String] {
    var firsts: [Evidence] = []
    for evidence in self where !firsts.contains(where: evidence.isOfSameExchange) { firsts.append(evidence) }
    return firsts.map { first in
      let here = filter(first.isOfSameExchange)
      let head =
        here.compactMap(\.number).first.map { "exchange \($0) (\(first.exchange))" } ?? "exchange \(first.exchange)"
      let places = here.compactMap(\.place)
      return places.isEmpty ? head : head + ": " + places.joined(separator: "; ")
    }
  }
}

extension Evidence {
  fileprivate func isOfSameExchange(_ other: Evidence) -> Bool {
    exchange == other.exchange && (number == nil || other.number == nil || number == other.number)
  }

  /// The field with its place and octets, as far as they are known.
  fileprivate var place: String? {
    guard let field else { return nil }
    return field + (offset.map { " at offset \($0)" } ?? "") + (bytes.map { ": \(Hex.preview($0))" } ?? "")
  }
}

extension Mutation {
  var words: String {
    let rest = arguments.sorted { $0.key < $1.key }.map { ", \($0.key): \($0.value.words)" }.joined()
    return "\(word.rawValue) \(part)\(rest)"
  }
}
