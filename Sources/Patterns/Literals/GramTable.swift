/// The grams of all literals, by hash. Only read once it is made.
final class GramTable: @unchecked Sendable {  // the memory is only read after init
  /// One gram of a literal.
  struct Entry {
    var gram: UInt32
    var literal: Int32
    /// Octets of the literal before the gram.
    var offset: Int32
    /// Whether another entry of the same hash follows.
    var hasMore: Bool
  }

  /// Octets of a gram: 4, or what the shortest literal has room for.
  let width: Int
  /// From one look to the next.
  let step: Int
  /// Takes from four octets in memory those of a gram.
  let mask: UInt32

  /// For each hash, whether any gram has it; apart from `heads`, since all looks go here.
  let isKnown: UnsafeMutablePointer<UInt8>
  /// For each known hash, where its entries begin.
  let heads: UnsafeMutablePointer<UInt16>
  let entries: UnsafeMutableBufferPointer<Entry>
  let octets: UnsafeMutableBufferPointer<UInt8>
  /// Where each literal begins in `octets`, and where the last ends.
  let bounds: UnsafeMutableBufferPointer<Int>

  static let hashBits: UInt32 = 14
  /// Wider steps are no faster than memory, and more grams are met by chance.
  static let widestStep = 16

  init(_ literals: [[UInt8]], shortest: Int) {
    width = shortest >= 4 ? 4 : shortest >= 2 ? 2 : 1
    step = min(shortest - width + 1, GramTable.widestStep)
    mask = GramTable.mask(width: width)
    let hashes = 1 << Int(GramTable.hashBits)
    isKnown = .allocate(capacity: hashes)
    isKnown.initialize(repeating: 0, count: hashes)
    heads = .allocate(capacity: hashes)
    heads.initialize(repeating: 0, count: hashes)
    octets = .allocate(capacity: literals.reduce(0) { $0 + $1.count })
    _ = octets.initialize(from: literals.joined())
    bounds = .allocate(capacity: literals.count + 1)
    _ = bounds.initialize(from: literals.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.count) })
    let grams = GramTable.grams(literals, width: width, step: step).sorted {
      (GramTable.hash($0.gram), $0.literal, $0.offset) < (GramTable.hash($1.gram), $1.literal, $1.offset)
    }
    entries = .allocate(capacity: grams.count)
    _ = entries.initialize(from: grams)
    for index in grams.indices {
      let hash = GramTable.hash(grams[index].gram)
      entries[index].hasMore = index + 1 < grams.count && GramTable.hash(grams[index + 1].gram) == hash
      guard isKnown[hash] == 0 else { continue }
      isKnown[hash] = 1
      heads[hash] = UInt16(index)
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

  private static func mask(width: Int) -> UInt32 {
    UInt32(littleEndian: width == 4 ? .max : (1 << UInt32(8 * width)) - 1)
  }

  /// As many grams in a row as a step is wide, of each literal where they are likely to be rare.
  private static func grams(_ literals: [[UInt8]], width: Int, step: Int) -> [Entry] {
    literals.enumerated().flatMap { index, literal in
      let start = Rarity.rarestStretch(of: literal, length: step + width - 1)
      return (start..<start + step).map { offset in
        var four: [UInt8] = Array(literal[offset..<offset + width])
        four += [UInt8](repeating: 0, count: 4 - width)
        let gram = four.withUnsafeBytes { $0.loadUnaligned(as: UInt32.self) }
        return Entry(gram: gram, literal: Int32(index), offset: Int32(offset), hasMore: false)
      }
    }
  }
}
