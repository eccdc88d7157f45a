import ScepspecModel

/// A field of a kind that holds codes, and by which tables they are read.
struct CodeField: Sendable {
  let field: String
  let tables: [String]
  /// The field that names the table.
  let tableField: String?
  let isSecret: Bool

  init?(_ field: String, _ meaning: EventType.Meaning) {
    guard !meaning.codes.isEmpty || meaning.codesFrom != nil else { return nil }
    self.field = field
    tables = meaning.codes
    tableField = meaning.codesFrom
    isSecret = meaning.isSecret
  }
}

/// A code as an observation shows it.
struct ShownCode: Hashable, Sendable {
  var tables: [String]
  var code: String
}

extension ReadyKind {
  /// The codes that a content shows, in the order of the fields' names.
  func codes(in content: Observation.Content) -> [ShownCode] {
    codes.flatMap { field -> [ShownCode] in
      guard !field.isSecret, let value = content.fields[field.field]?.value else { return [] }
      var tables = field.tables
      if case .text(let table) = field.tableField.flatMap({ content.fields[$0]?.value }) {
        tables.insert(table, at: 0)
      }
      let texts: [String] =
        if case .list(let items) = value { items.compactMap(\.value.words) } else { [value.words].compactMap(\.self) }
      return texts.prefix(Self.mostCodes).map { ShownCode(tables: tables, code: $0) }
    }
  }

  private static let mostCodes = 16
}
