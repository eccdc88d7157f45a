/// The grams of all literals, by hash. Only read once it is made.
final class GramTable: @unchecked Sendable {  // the memory is only read after init
  /// One gram of a literal.
  struct Entry {
    var gram: UInt32
    var literal: Int32
    /// Octets of the literal before the gram.
    var offset: Int32
    /// Octets of the literal before `window`; negative where it has no room for one.
    var windowStart: Int32
    /// Eight octets around the gram: they tell most other texts that have the gram apart without a comparison.
    var window: UInt64
    /// Whether another entry of the same place in `heads` follows.
    var hasMore: Bool
  }

  /// Octets of a gram: 4, or what the shortest literal has room for.
  let width: Int
  /// From one look to the next.
  let step: Int
  /// Takes from four octets in memory those of a gram.
  let mask: UInt32

  /// A bit for each hash, whether any gram has it; apart from `heads`, since all looks go here.
  let isKnown: UnsafeMutablePointer<UInt32>
  /// For the bits of a word of `isKnown` together, where their entries begin.
  let heads: UnsafeMutablePointer<UInt16>
  let entries: UnsafeMutableBufferPointer<Entry>
  let octets: UnsafeMutableBufferPointer<UInt8>
  /// Where each literal begins in `octets`, and where the last ends.
  let bounds: UnsafeMutableBufferPointer<Int>

  static let hashBits: UInt32 = 17
  private static let words = 1 << Int(hashBits - 5)
  /// Wider steps are no faster than memory, and more grams are met by chance.
  static let widestStep = 16

  /// - Parameter text: The like of what is searched.
  init(_ literals: [[UInt8]], shortest: Int, like text: UnsafeBufferPointer<UInt8>) {
    width = shortest >= 4 ? 4 : shortest >= 2 ? 2 : 1
    step = min(shortest - width + 1, GramTable.widestStep)
    mask = GramTable.mask(width: width)
    isKnown = .allocate(capacity: GramTable.words)
    isKnown.initialize(repeating: 0, count: GramTable.words)
    heads = .allocate(capacity: GramTable.words)
    heads.initialize(repeating: 0, count: GramTable.words)
    octets = .allocate(capacity: literals.reduce(0) { $0 + $1.count })
    _ = octets.initialize(from: literals.joined())
    bounds = .allocate(capacity: literals.count + 1)
    _ = bounds.initialize(from: literals.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.count) })
    let grams = GramTable.grams(literals, GramCounts(of: text, width: width), width: width, step: step).sorted {
      (GramTable.hash($0.gram), $0.literal, $0.offset) < (GramTable.hash($1.gram), $1.literal, $1.offset)
    }
    entries = .allocate(capacity: grams.count)
    _ = entries.initialize(from: grams)
    var next = -1
    for index in grams.indices.reversed() {
      let hash = GramTable.hash(grams[index].gram)
      entries[index].hasMore = hash >> 5 == next
      isKnown[hash >> 5] |= 1 << UInt32(hash & 31)
      heads[hash >> 5] = UInt16(index)
      next = hash >> 5
    }
  }

  deinit {
    isKnown.deallocate()
    heads.deallocate()
    entries.deallocate()
    octets.deallocate()
    bounds.deallocate()
  }

  @inline(__always) static func hash(_ gram: UInt32) -> Int {
    Int(truncatingIfNeeded: (gram &* 0x9E37_79B1) &>> (32 &- hashBits))
  }

  /// 1 for a hash that a gram has, else 0.
  @inline(__always) func isKnown(_ hash: Int) -> UInt64 {
    UInt64(truncatingIfNeeded: isKnown[hash &>> 5] &>> UInt32(truncatingIfNeeded: hash) & 1)
  }

  static func mask(width: Int) -> UInt32 {
    UInt32(littleEndian: width == 4 ? .max : (1 << UInt32(8 * width)) - 1)
  }

  static func gram(of literal: [UInt8], at offset: Int, width: Int) -> UInt32 {
    let four = literal[offset..<offset + width] + [UInt8](repeating: 0, count: 4 - width)
    return four.withUnsafeBytes { $0.loadUnaligned(as: UInt32.self) }
  }

  /// As many grams in a row as a step is wide, of each literal where they are rare.
  private static func grams(_ literals: [[UInt8]], _ counts: GramCounts, width: Int, step: Int) -> [Entry] {
    literals.enumerated().flatMap { index, literal in
      let start = counts.rarestStretch(of: literal, grams: step)
      return (start..<start + step).map { offset in
        let around = min(max(0, offset - 2), literal.count - 8)
        let window = literal.withUnsafeBytes {
          around < 0 ? 0 : $0.loadUnaligned(fromByteOffset: around, as: UInt64.self)
        }
        return Entry(
          gram: gram(of: literal, at: offset, width: width), literal: Int32(index), offset: Int32(offset),
          windowStart: Int32(around), window: window, hasMore: false)
      }
    }
  }
}
