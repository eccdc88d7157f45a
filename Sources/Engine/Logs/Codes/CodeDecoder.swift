public import ScepspecModel

/// Explains codes by the tables of the specifications.
public struct CodeDecoder: Sendable {
  private let tables: [String: ReadyTable]
  /// Ranges may lead in a circle.
  private static let deepest = 8

  public init(_ tables: [String: CodeTable]) { self.tables = tables.mapValues(ReadyTable.init) }

  /// What a code means, and what the codes mean that it holds, from the outermost to the innermost.
  ///
  /// - Parameter tables: Tables that may explain it, the first that knows it counts. One that does not exist is no
  ///   error: logs name domains that nobody described.
  public func decode(_ code: String, by tables: [String]) -> [DecodedCode] {
    // Logs write names of domains with capitals, which ids of tables have not.
    let known = tables.compactMap { self.tables[$0] ?? self.tables[$0.lowercased()] }
    guard let table = known.first(where: { $0.meaning(of: code) != nil }) else {
      let speller = known.first { $0.table.canonical(code) != nil }
      return [
        DecodedCode(table: speller?.table.id ?? tables.first ?? "", code: speller?.spelled(code) ?? code)
      ]
    }
    var chain: [DecodedCode] = []
    var next: (table: ReadyTable, code: String)? = (table, code)
    while let (table, code) = next, chain.count < Self.deepest {
      let meaning = table.meaning(of: code)
      let entry = meaning?.entry
      chain.append(
        DecodedCode(
          table: table.table.id, code: table.spelled(code), symbol: entry?.symbol,
          text: entry?.text ?? meaning?.range?.text, isGood: entry?.isGood ?? false))
      next = meaning?.range.flatMap { range in
        guard let inner = self.tables[range.table], let number = meaning?.number else { return nil }
        return (inner, String(number - range.base))
      }
    }
    return chain
  }

  /// The innermost entry of a chain that says what a code comes of or what to do; `nil` where none does.
  func advice(on chain: [DecodedCode]) -> CodeTable.Entry? {
    chain.reversed().lazy.compactMap { code in
      tables[code.table]?.meaning(of: code.code)?.entry.flatMap { $0.cause != nil || $0.remedy != nil ? $0 : nil }
    }.first
  }
}

/// A table whose codes are found by their one spelling.
private struct ReadyTable: Sendable {
  let table: CodeTable
  /// By the one spelling, the entry's key as the table writes it.
  private let keys: [String: String]

  init(_ table: CodeTable) {
    self.table = table
    keys = Dictionary(
      table.entries.keys.sorted().map { (table.canonical($0) ?? $0, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// As the table writes it, else in its one spelling, else as it is.
  func spelled(_ code: String) -> String {
    guard let canonical = table.canonical(code) else { return code }
    return keys[canonical] ?? (table.spelling == .text ? code : canonical)
  }

  struct Meaning {
    var entry: CodeTable.Entry?
    var range: CodeTable.Range?
    var number: Int?
  }

  func meaning(of code: String) -> Meaning? {
    guard let canonical = table.canonical(code) else { return nil }
    let entry = keys[canonical].flatMap { table.entries[$0] }
    let number = table.number(of: canonical)
    let range = number.flatMap { number in table.ranges.first { $0.first <= number && number <= $0.last } }
    return entry == nil && range == nil ? nil : Meaning(entry: entry, range: range, number: number)
  }
}
