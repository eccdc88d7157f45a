/// A canonical Huffman code of deflate (RFC 1951, section 3.2.2): a table over ten bits, and counting for longer codes.
struct HuffmanTable {
  private static let fast = 10
  static let longest = 15

  /// Symbol times 16 plus the code's length; zero where no code of up to ten bits begins so.
  private var table = [UInt16](repeating: 0, count: 1 << HuffmanTable.fast)
  private var counts = [Int](repeating: 0, count: HuffmanTable.longest + 1)
  private var symbols: [UInt16] = []

  /// `nil` for lengths that are no code: too many of a length. An incomplete code is taken: its gaps are errors when met.
  init?(lengths: ArraySlice<UInt8>) {
    for length in lengths where length > 0 { counts[Int(length)] += 1 }
    var left = 1
    for length in 1...Self.longest {
      left = left * 2 - counts[length]
      if left < 0 { return nil }
    }
    sort(lengths)
    fillTable(lengths)
  }

  private mutating func sort(_ lengths: ArraySlice<UInt8>) {
    var starts = [Int](repeating: 0, count: Self.longest + 2)
    for length in 1...Self.longest { starts[length + 1] = starts[length] + counts[length] }
    symbols = [UInt16](repeating: 0, count: starts[Self.longest + 1])
    for (symbol, length) in lengths.enumerated() where length > 0 {
      symbols[starts[Int(length)]] = UInt16(symbol)
      starts[Int(length)] += 1
    }
  }

  private mutating func fillTable(_ lengths: ArraySlice<UInt8>) {
    var code = 0
    var index = 0
    for length in 1...Self.fast {
      for _ in 0..<counts[length] {
        var place = Self.reversed(code, length)
        while place < 1 << Self.fast {
          table[place] = symbols[index] << 4 | UInt16(length)
          place += 1 << length
        }
        code += 1
        index += 1
      }
      code <<= 1
    }
  }

  private static func reversed(_ code: Int, _ length: Int) -> Int {
    var (rest, result) = (code, 0)
    for _ in 0..<length {
      result = result << 1 | rest & 1
      rest >>= 1
    }
    return result
  }

  /// The next symbol; `nil` where the bits are no code.
  @inline(__always)
  func read(_ reader: inout BitReader) throws(BitReader.Ended) -> Int? {
    if reader.count < Self.longest { reader.fill() }
    let entry = table[Int(reader.bits & UInt64((1 << Self.fast) - 1))]
    guard entry == 0 else {
      try reader.drop(Int(entry & 15))
      return Int(entry >> 4)
    }
    return try readSlowly(&reader)
  }

  private func readSlowly(_ reader: inout BitReader) throws(BitReader.Ended) -> Int? {
    var (code, first, index) = (0, 0, 0)
    for length in 1...Self.longest {
      code |= Int(reader.bits >> UInt64(length - 1) & 1)
      if code - first < counts[length] {
        try reader.drop(length)
        return Int(symbols[index + code - first])
      }
      index += counts[length]
      first = (first + counts[length]) << 1
      code <<= 1
    }
    if reader.count < Self.longest { throw BitReader.Ended() }
    return nil
  }
}
