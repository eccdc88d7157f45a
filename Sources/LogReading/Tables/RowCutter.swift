/// Cuts separated values into rows (RFC 4180): quoted values may hold separators, line ends, and quotes written twice.
struct RowCutter {
  struct Row {
    var values: [String]
    /// The line it begins on, 1-based.
    var line: Int
  }

  private(set) var cut = 0
  private let separator: UInt8
  private var values: [String] = []
  private var value: [UInt8] = []
  private var size = 0
  private var isQuoted = false
  private var wasQuote = false
  private var line = 1
  private var start = 1
  private var isCut = false

  init(separator: UInt8) { self.separator = separator }

  /// Calls `body` with each row that ends in the block, until it returns false.
  mutating func take(_ block: [UInt8], _ body: (Row) -> Bool) -> Bool {
    for octet in block {
      if octet == 0x0A { line += 1 }
      guard let row = take(octet) else { continue }
      if !body(row) { return false }
    }
    return true
  }

  /// The last row, where no line end follows it. An open quote makes it incomplete.
  mutating func finish() -> (row: Row?, isComplete: Bool) {
    let isComplete = !isQuoted || wasQuote
    guard !values.isEmpty || !value.isEmpty || isQuoted else { return (nil, true) }
    return (endRow(), isComplete)
  }

  private mutating func take(_ octet: UInt8) -> Row? {
    if isQuoted, !wasQuote {
      if octet == 0x22 { wasQuote = true } else { append(octet) }
      // A quote that is never closed would take the rest of the file.
      return isCut && octet == 0x0A ? endRow() : nil
    }
    if wasQuote {
      wasQuote = false
      if octet == 0x22 { append(octet); return nil }
      isQuoted = false
    }
    switch octet {
    case separator: endValue()
    case 0x0A: return endRow()
    case 0x22 where value.isEmpty: isQuoted = true
    default: append(octet)
    }
    return nil
  }

  private mutating func append(_ octet: UInt8) {
    size += 1
    if size <= RecordLimits.bytes { value.append(octet) } else { isCut = true }
  }

  private mutating func endValue() {
    isQuoted = false
    wasQuote = false
    defer { value.removeAll(keepingCapacity: true) }
    guard values.count < RecordLimits.columns else { return isCut = true }
    if value.last == 0x0D { value.removeLast() }
    values.append(String(decoding: value, as: UTF8.self).withPlainLineEnds)
  }

  private mutating func endRow() -> Row {
    endValue()
    if isCut { cut += 1 }
    defer {
      values = []
      (size, isCut, start) = (0, false, line)
    }
    return Row(values: values, line: start)
  }
}
