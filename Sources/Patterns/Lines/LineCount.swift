extension UnsafeBufferPointer<UInt8> {
  /// How many LF stand between two offsets, which must lie within.
  public func lineFeeds(from start: Int, to end: Int) -> Int {
    guard let base = baseAddress, start >= 0, end <= count, start < end else { return 0 }
    let raw = UnsafeRawPointer(base)
    var total = 0
    var place = start
    let feed = SIMD32<UInt8>(repeating: 0x0A)
    while place &+ 32 <= end {
      // A lane counts to 255 before it would overflow.
      let rounds = Swift.min(255, (end &- place) / 32)
      var lanes = SIMD32<UInt8>()
      for _ in 0..<rounds {
        let text = raw.loadUnaligned(fromByteOffset: place, as: SIMD32<UInt8>.self)
        // A lane of a mask is -1 where it is true. Other ways to count do not become vector instructions.
        lanes &-= unsafeBitCast(text .== feed, to: SIMD32<UInt8>.self)
        place &+= 32
      }
      total &+= Int(SIMD32<UInt16>(truncatingIfNeeded: lanes).wrappedSum())
    }
    while place < end {
      if base[place] == 0x0A { total &+= 1 }
      place &+= 1
    }
    return total
  }
}
