/// Bits of a deflate stream, the lowest of each byte first, over blocks of any length.
struct BitReader {
  /// The stream ends before its own end.
  struct Ended: Error {}

  private var source: InputBytes
  private var block: [UInt8] = []
  private var index = 0
  private(set) var bits: UInt64 = 0
  private(set) var count = 0
  private let took: (Int) -> Void

  /// Why the packed bytes ended early.
  var problem: InputProblem? { source.problem }

  init(_ source: InputBytes, took: @escaping (Int) -> Void) {
    self.source = source
    self.took = took
  }

  /// Fills up to at least 56 bits as far as the stream goes; what lies beyond its end reads as zero.
  @inline(__always)
  mutating func fill() {
    if index + 8 <= block.count {
      let word = block.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: index, as: UInt64.self) }
      bits |= UInt64(littleEndian: word) << UInt64(count)
      let bytes = (63 - count) >> 3
      index += bytes
      count += bytes * 8
      // Of the bits above only whole bytes count.
      bits &= count == 64 ? .max : (1 << UInt64(count)) - 1
    } else {
      fillSlowly()
    }
  }

  private mutating func fillSlowly() {
    while count <= 56 {
      if index == block.count {
        guard let next = source.next() else { return }
        (block, index) = (next, 0)
        took(next.count)
      }
      bits |= UInt64(block[index]) << UInt64(count)
      index += 1
      count += 8
    }
  }

  @inline(__always)
  mutating func drop(_ number: Int) throws(Ended) {
    guard number <= count else { throw Ended() }
    bits >>= UInt64(number)
    count -= number
  }

  /// Up to 32 bits.
  mutating func take(_ number: Int) throws(Ended) -> Int {
    if count < number { fill() }
    let value = bits & ((1 << UInt64(number)) - 1)
    try drop(number)
    return Int(value)
  }

  mutating func alignToByte() {
    let odd = count & 7
    bits >>= UInt64(odd)
    count -= odd
  }

  /// Whether not a single whole byte is left.
  mutating func isAtEnd() -> Bool {
    if count < 8 { fill() }
    return count < 8
  }
}
