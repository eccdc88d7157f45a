import ScepspecLogInputs
import ScepspecModel

/// The W3C extended log file format: `#Fields` names the columns, and may do so anew (W3C working draft
/// WD-logfile-960323, section "Format").
///
/// Excerpts have lost that line, sometimes the first columns too, and may break a record over two lines.
final class W3CReader: RecordReader {
  private(set) var tally = ReadingTally()
  private let reader: LogReader
  private let orders: [TableColumns]
  private var columns: TableColumns?
  private var open: (values: [String], line: Int)?

  init(_ format: CompiledFormat) {
    reader = format.reader
    orders = reader.columns.map { TableColumns($0, format.reader) }
  }

  func read(_ source: any ByteSource, _ body: (Record) -> Bool) {
    var lines = LineFeed()
    var goesOn = true
    lines.read(source) { line, number in
      goesOn = take(line, number, body)
      return goesOn
    }
    tally.cut += lines.cut
    if goesOn { _ = close(body) }
  }

  private func take(_ line: UnsafeBufferPointer<UInt8>, _ number: Int, _ body: (Record) -> Bool) -> Bool {
    guard let first = line.first(where: { !$0.isBlank }) else { return true }
    if first == 0x23 { return close(body) && directive(line) }
    let values = Self.values(of: line)
    if let before = open, goesOn(before.values, with: values) {
      open = (before.values + values, before.line)
      return true
    }
    guard close(body) else { return false }
    open = (values, number)
    return true
  }

  private func directive(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    let words = Self.values(of: line)
    if words.first?.lowercased() == "#fields:" {
      columns = TableColumns(Array(words.dropFirst()), reader)
    }
    return true
  }

  private static func values(of line: UnsafeBufferPointer<UInt8>) -> [String] {
    line.split(maxSplits: RecordLimits.columns, omittingEmptySubsequences: true, whereSeparator: \.isBlank)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  /// Whether a line is the rest of the record before it: that lacks as many columns as the line has, and the line does
  /// not begin as records do.
  private func goesOn(_ before: [String], with values: [String]) -> Bool {
    guard let first = before.first, let next = values.first, Self.shape(first) != Self.shape(next) else { return false }
    let counts = columns.map { [$0.count] } ?? orders.map(\.count)
    guard let most = counts.max(), before.count < most, before.count + values.count <= most else { return false }
    // The last columns may be missing, but not half of the record; where headings are assumed, none.
    let missing = columns == nil ? 0 : 2
    return counts.contains { before.count + values.count >= $0 - missing && before.count + values.count <= $0 }
  }

  /// What kinds of characters a value is made of, in order: records begin alike.
  private static func shape(_ text: String) -> [UInt8] {
    var shape: [UInt8] = []
    for octet in text.utf8 {
      let kind: UInt8
      switch octet {
      case 0x30...0x39: kind = 0x30
      case 0x41...0x5A, 0x61...0x7A, 0x80...0xFF: kind = 0x61
      default: kind = octet
      }
      if shape.last != kind { shape.append(kind) }
    }
    return shape
  }

  private func close(_ body: (Record) -> Bool) -> Bool {
    guard let closed = open else { return true }
    open = nil
    if let columns { return body(columns.record(closed.values, line: closed.line, empty: "-")) }
    tally.assumesHeadings = true
    guard let order = orders.first(where: { $0.count == closed.values.count }) else {
      tally.misfits += 1
      return true
    }
    return body(order.record(closed.values, line: closed.line, empty: "-"))
  }
}
