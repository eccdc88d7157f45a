/// The tables of RFC 1951, sections 3.2.5 to 3.2.7.
enum InflateCodes {
  static let lengths: [(base: Int, extra: Int)] = {
    var result: [(Int, Int)] = []
    var base = 3
    for index in 0..<28 {
      let extra = index < 8 ? 0 : index / 4 - 1
      result.append((base, extra))
      base += 1 << extra
    }
    return result + [(258, 0)]
  }()

  static let distances: [(base: Int, extra: Int)] = {
    var result: [(Int, Int)] = []
    var base = 1
    for index in 0..<30 {
      let extra = index < 4 ? 0 : index / 2 - 1
      result.append((base, extra))
      base += 1 << extra
    }
    return result
  }()

  static let fixedLiterals: ArraySlice<UInt8> = {
    let counts: [(UInt8, Int)] = [(8, 144), (9, 112), (7, 24), (8, 8)]
    return counts.flatMap { [UInt8](repeating: $0.0, count: $0.1) }[...]
  }()

  static let fixedDistances = [UInt8](repeating: 5, count: 30)[...]

  private static let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

  /// The two codes that a block brings along.
  static func read(_ reader: inout BitReader) throws -> (literals: ArraySlice<UInt8>, distances: ArraySlice<UInt8>) {
    let literals = try reader.take(5) + 257
    let distances = try reader.take(5) + 1
    let used = try reader.take(4) + 4
    var codeLengths = [UInt8](repeating: 0, count: 19)
    for index in 0..<used { codeLengths[order[index]] = UInt8(try reader.take(3)) }
    guard literals <= 286, let code = HuffmanTable(lengths: codeLengths[...]) else {
      throw Inflate.Damaged(reason: "a code that is none")
    }
    var lengths: [UInt8] = []
    while lengths.count < literals + distances {
      guard let symbol = try code.read(&reader) else { throw Inflate.Damaged(reason: "bits that are no code") }
      switch symbol {
      case 16:
        guard let last = lengths.last else { throw Inflate.Damaged(reason: "a repetition of nothing") }
        lengths += [UInt8](repeating: last, count: 3 + (try reader.take(2)))
      case 17: lengths += [UInt8](repeating: 0, count: 3 + (try reader.take(3)))
      case 18: lengths += [UInt8](repeating: 0, count: 11 + (try reader.take(7)))
      default: lengths.append(UInt8(symbol))
      }
    }
    guard lengths.count == literals + distances else { throw Inflate.Damaged(reason: "a code that is too long") }
    return (lengths[..<literals], lengths[literals...])
  }
}
