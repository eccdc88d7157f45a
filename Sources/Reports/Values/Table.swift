/// Rows under named columns, for lists.
public struct Table: Hashable, Sendable {
  public var columns: [String]
  public var rows: [[String]]

  public init(columns: [String], rows: [[String]]) {
    self.columns = columns
    self.rows = rows
  }

  private static let widest = 60

  /// Aligned columns; a cell wider than `widest` pushes what follows, and the last column may run on.
  public func text() -> String {
    let lines = ([columns] + rows).map { $0.map { Escaping.visible($0) } }
    let widths = columns.indices.map { column in min(lines.map { $0[column].count }.max() ?? 0, Self.widest) }
    return lines.map { line in
      var text = ""
      for (column, cell) in line.enumerated() {
        text += column == line.count - 1 ? cell : TextPage.padded(cell, widths[column] + 2)
      }
      while text.last == " " { text.removeLast() }
      return text + "\n"
    }.joined()
  }

  /// A list of objects with the columns as keys.
  public func json() -> JSON {
    .array(rows.map { row in .object(zip(columns, row).map { .init(key: $0, value: .string($1)) }) })
  }
}
