import ScepspecModel

/// Makes the typed fields of an event out of the texts that a log writes.
struct FieldMaker: Sendable {
  private let types: [String: FieldType.Kind]
  private let meanings: [String: EventType.Meaning]
  private let codes: [String: CodeTable]
  /// Every field is the text that the log writes.
  let isPlain: Bool

  init(_ event: EventType, _ specifications: Specifications) {
    let declared = specifications.vocabulary.kinds[event.id]?.fields ?? [:]
    let types = declared.mapValues(\.type).filter { $0.value != .text }
    let meanings = event.fields.filter { !$0.value.codes.isEmpty || $0.value.codesFrom != nil }
    self.types = types
    self.meanings = meanings
    codes = specifications.codes
    isPlain = types.isEmpty && meanings.isEmpty
  }

  /// A text that is none of its field's type is left out.
  func fields(_ found: [String: Field]) -> [String: Field] {
    guard !isPlain else { return found }
    let texts = found.compactMapValues { field in
      if case .text(let text) = field.value { text } else { nil }
    }
    var fields: [String: Field] = [:]
    fields.reserveCapacity(texts.count)
    for (name, text) in texts {
      let text = meanings[name].map { canonical(text, $0, among: texts) } ?? text
      if let value = value(text, as: types[name]) { fields[name] = Field(value) }
    }
    return fields
  }

  private func value(_ text: String, as type: FieldType.Kind?) -> Value? {
    switch type {
    case .integer: Self.integer(text).map { .integer($0) }
    case .bool: Self.bool(text).map { .bool($0) }
    default: .text(text)
    }
  }

  private static func integer(_ text: String) -> Int? {
    let text = text.trimmed
    if text.hasPrefix("0x") || text.hasPrefix("0X") {
      return UInt64(text.dropFirst(2), radix: 16).map { Int(truncatingIfNeeded: $0) }
    }
    return Int(text)
  }

  private static func bool(_ text: String) -> Bool? {
    switch text.trimmed.lowercased() {
    case "true", "yes", "1": true
    case "false", "no", "0": false
    default: nil
    }
  }

  /// By the first table that knows the code, else by the first that can spell it; a code of no table stays as it is.
  private func canonical(_ text: String, _ meaning: EventType.Meaning, among texts: [String: String]) -> String {
    var ids = meaning.codes
    if let field = meaning.codesFrom, let id = texts[field] { ids.append(id.trimmed) }
    var spelt: String?
    for table in ids.lazy.compactMap({ codes[$0] }) {
      guard let code = table.canonical(text) else { continue }
      if table.entries[code] != nil { return code }
      spelt = spelt ?? code
    }
    return spelt ?? text
  }
}
