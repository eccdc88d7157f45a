/// How often grams stand in a text: of a literal those are looked for that such texts hold seldom. Only the speed of a
/// search depends on it.
struct GramCounts {
  private let width: Int
  /// By hash, so that some grams share a count.
  private var counts = [Int32](repeating: 0, count: 1 << Int(GramTable.hashBits))

  /// - Parameter width: Octets of a gram, 4 at most.
  init(of text: UnsafeBufferPointer<UInt8>, width: Int) {
    self.width = width
    guard let base = text.baseAddress, text.count >= 4 else { return }
    let mask = GramTable.mask(width: width)
    for place in 0...text.count - 4 {
      counts[GramTable.hash(UnsafeRawPointer(base).loadUnaligned(fromByteOffset: place, as: UInt32.self) & mask)] += 1
    }
  }

  /// Where in a literal the grams begin, so many in a row, that are met least often.
  func rarestStretch(of literal: [UInt8], grams: Int) -> Int {
    let counts = (0...literal.count - width).map {
      Int(self.counts[GramTable.hash(GramTable.gram(of: literal, at: $0, width: width))])
    }
    var sum = counts.prefix(grams).reduce(0, +)
    var best = (sum: sum, start: 0)
    for start in 0..<counts.count - grams {
      sum += counts[start + grams] - counts[start]
      if sum < best.sum { best = (sum, start + 1) }
    }
    return best.start
  }
}
