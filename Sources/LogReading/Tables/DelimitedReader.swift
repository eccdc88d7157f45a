import ScepspecLogInputs
import ScepspecModel

/// Separated values under a row of headings.
final class DelimitedReader: RecordReader {
  private(set) var tally = ReadingTally()
  private let reader: LogReader
  private var columns: TableColumns?
  private var looked = 0

  /// Rows among which the headings are looked for.
  private static let rowsBeforeHeadings = 20
  /// Octets by which the separator is chosen.
  private static let sampleLength = 64 << 10

  init(_ format: CompiledFormat) { reader = format.reader }

  func read(_ source: any ByteSource, _ body: (Record) -> Bool) {
    var source = source
    var head: [UInt8] = []
    while head.count < Self.sampleLength, let block = source.next() { head += block }
    var cutter = RowCutter(separator: separator(for: head))
    var goesOn = cutter.take(head) { take($0, body) }
    while goesOn, let block = source.next() {
      goesOn = cutter.take(block) { take($0, body) }
    }
    if goesOn {
      let (row, isComplete) = cutter.finish()
      if !isComplete { tally.endsEarly = true }
      if let row { _ = take(row, body) }
    }
    tally.cut += cutter.cut
  }

  /// The one with which a row holds the most known headings, else with which the first row has the most values.
  private func separator(for head: [UInt8]) -> UInt8 {
    let choices = reader.separators.compactMap(\.utf8.first)
    var best: (octet: UInt8, known: Int, columns: Int)?
    for octet in choices {
      var (known, columns, rows) = (0, 0, 0)
      var cutter = RowCutter(separator: octet)
      _ = cutter.take(head) { row in
        known = max(known, TableColumns(row.values, reader).known)
        if rows == 0 { columns = row.values.count }
        rows += 1
        return rows < Self.rowsBeforeHeadings
      }
      if best.map({ ($0.known, $0.columns) < (known, columns) }) != false { best = (octet, known, columns) }
    }
    return best?.octet ?? 0x2C
  }

  private func take(_ row: RowCutter.Row, _ body: (Record) -> Bool) -> Bool {
    if row.values.count == 1, row.values[0].trimmed.isEmpty { return true }
    if let columns {
      // Files put together repeat their headings.
      if let again = headings(row), again.known == columns.known, again.known > 1 { return true }
      return body(columns.record(row.values, line: row.line))
    }
    if let found = headings(row) {
      columns = found
      return true
    }
    if let assumed = assumed(row) {
      columns = assumed
      tally.assumesHeadings = true
      return body(assumed.record(row.values, line: row.line))
    }
    looked += 1
    if !isPreface(row) { tally.misfits += 1 }
    return true
  }

  /// A row that has what the format needs as headings.
  private func headings(_ row: RowCutter.Row) -> TableColumns? {
    guard looked < Self.rowsBeforeHeadings else { return nil }
    let columns = TableColumns(row.values, reader)
    let needed = max(1, min(2, reader.fields.count), reader.needs.filter { reader.fields[$0] != nil }.count)
    return columns.known >= needed ? columns : nil
  }

  private func assumed(_ row: RowCutter.Row) -> TableColumns? {
    reader.columns.first { $0.count == row.values.count }.map { TableColumns($0, reader) }
  }

  /// `#TYPE …` of PowerShell, `sep=,` of spreadsheets.
  private func isPreface(_ row: RowCutter.Row) -> Bool {
    row.values.first.map { $0.hasPrefix("#") || $0.lowercased().hasPrefix("sep=") } ?? false
  }
}
