import ScepspecModel

/// The vocabulary's types as schemas.
extension Definitions {
  mutating func fields(_ fields: [String: FieldType]) -> [(String, JSONText)] {
    fields.sorted { $0.key < $1.key }.map { ($0.key, described(type($0.value), $0.value.about)) }
  }

  mutating func type(_ type: FieldType) -> JSONText {
    switch type.type {
    case .bool: return .object([("type", .text("boolean"))])
    case .integer: return .object([("type", .text("integer"))])
    case .text, .oid: return words(of: type)
    case .bytes: return .object([("type", .text("string")), ("pattern", .text("^(hex|text):"))])
    case .time, .exchange: return scalar()
    case .list(let item): return list(self.type(item))
    case .reference(let name):
      let record = vocabulary.records[name] ?? RecordType()
      return refer("record.\(name)") { $0.object(record.about, $0.fields(record.fields)) }
    case .record(let record): return object(record.about, fields(record.fields))
    case .mutations: return list(refer("mutation") { $0.mutation() })
    }
  }

  /// The words that a text may be, with any other text where the set is open.
  private mutating func words(of type: FieldType) -> JSONText {
    var words = type.values ?? []
    if let names = type.names.flatMap({ vocabulary.names[$0] }) {
      let raw = names.values.compactMap { if case .text(let text) = $0 { text } else { nil } }
      words = names.keys.sorted() + Set(raw).subtracting(names.keys).sorted()
    }
    if words.isEmpty { return scalar() }
    let closed = JSONText.object([("enum", .texts(words))])
    if type.open { return .object([("anyOf", .list([closed, scalar()]))]) }
    guard type.type == .oid else { return closed }
    let dotted = JSONText.object([("type", .text("string")), ("pattern", .text("^[0-2](\\.[0-9]+)+$"))])
    return .object([("anyOf", .list([closed, dotted]))])
  }

  /// One word with its part, and the word's arguments.
  private mutating func mutation() -> JSONText {
    let part = refer("part") { $0.parts() }
    let forms = Mutation.Word.allCases.map { word -> JSONText in
      let type = vocabulary.mutations[word.rawValue] ?? RecordType()
      let form = object(type.about, [(word.rawValue, part)] + fields(type.fields), required: [word.rawValue])
      guard !type.needs.isEmpty, case .object(let entries) = form else { return form }
      let choices = type.needs.map { JSONText.object([("required", .texts([$0]))]) }
      return .object(entries + [("oneOf", .list(choices))])
    }
    return .object([("anyOf", .list(forms))])
  }

  private func parts() -> JSONText { .object([("enum", .texts(vocabulary.parts.keys.sorted()))]) }
}
