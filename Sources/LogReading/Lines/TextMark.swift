/// A number that stands for a text: 96 bits of a hash of its octets.
struct TextMark: Hashable, Sendable {
  let low: UInt64
  let high: UInt32
}

/// Marks texts. Its keys are drawn at random, so that no log can be written for its texts to have one mark; by chance, one
/// pair in 2 to the 96 has.
struct TextMarker: Sendable {
  private let keys = SIMD4<UInt64>(
    .random(in: .min ... .max), .random(in: .min ... .max),
    .random(in: .min ... .max), .random(in: .min ... .max))

  /// The mark of a text that something else stands before, which `start` stands for.
  @inline(__always) func mark(_ text: UnsafeBufferPointer<UInt8>, after start: UInt64) -> TextMark {
    let count = UInt64(truncatingIfNeeded: text.count)
    var first = (start ^ keys[2]) &+ count
    var second = keys[3] &+ count
    func add(_ text: UnsafeRawPointer, _ place: Int) {
      let left = text.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      let right = text.loadUnaligned(fromByteOffset: place &+ 8, as: UInt64.self)
      // Two products, since what a product hides of the one text it shows of the other.
      first = Self.folded(left ^ keys[0], right ^ first)
      second = Self.folded(right ^ keys[1], left ^ second)
    }
    if let base = text.baseAddress, text.count >= 16 {
      var place = 0
      while place &+ 16 < text.count {
        add(base, place)
        place &+= 16
      }
      // The last octets, some of them maybe again.
      add(base, text.count &- 16)
    } else {
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 16) { whole in
        whole.initialize(repeating: 0)
        _ = whole.update(fromContentsOf: text)
        if let base = whole.baseAddress { add(base, 0) }
      }
    }
    return TextMark(low: first, high: UInt32(truncatingIfNeeded: second &>> 32 ^ second))
  }

  private static func folded(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
  }
}
