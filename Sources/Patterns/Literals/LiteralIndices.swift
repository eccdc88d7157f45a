/// Which literals of a `LiteralSet` were met: a set of their indices, of fixed size.
public struct LiteralIndices: Hashable, Sendable, Sequence, CustomStringConvertible {
  private var words = SIMD8<UInt64>()

  public init() {}

  public init(_ indices: some Sequence<Int>) {
    for index in indices { insert(index) }
  }

  /// Indices outside of `0..<LiteralSet.maximumCount` are not taken.
  public mutating func insert(_ index: Int) {
    guard (0..<LiteralSet.maximumCount).contains(index) else { return }
    words[index &>> 6] |= 1 &<< UInt64(index & 63)
  }

  public func contains(_ index: Int) -> Bool {
    (0..<LiteralSet.maximumCount).contains(index) && words[index &>> 6] &>> UInt64(index & 63) & 1 == 1
  }

  public mutating func formUnion(_ other: LiteralIndices) { words |= other.words }

  public func isDisjoint(with other: LiteralIndices) -> Bool { words & other.words == SIMD8() }

  public var isEmpty: Bool { words == SIMD8() }

  /// The indices, rising.
  public func makeIterator() -> Iterator { Iterator(words: words) }

  public struct Iterator: IteratorProtocol, Sendable {
    fileprivate var words: SIMD8<UInt64>
    private var word = 0

    fileprivate init(words: SIMD8<UInt64>) { self.words = words }

    public mutating func next() -> Int? {
      while word < 8 {
        let bits = words[word]
        if bits != 0 {
          words[word] = bits & (bits &- 1)
          return word &<< 6 | bits.trailingZeroBitCount
        }
        word += 1
      }
      return nil
    }
  }

  public var description: String { "\(Array(self))" }
}
