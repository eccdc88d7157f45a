#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

extension UnsafeBufferPointer<UInt8> {
  /// Where the line of an offset begins: after the LF before it, or at `limit`. Both must lie within.
  public func lineStart(of offset: Int, notBefore limit: Int) -> Int {
    guard let base = baseAddress else { return limit }
    let raw = UnsafeRawPointer(base)
    let feed = SIMD16<UInt8>(repeating: 0x0A)
    var place = offset
    while place &- 16 >= limit, !any(raw.loadUnaligned(fromByteOffset: place &- 16, as: SIMD16<UInt8>.self) .== feed) {
      place &-= 16
    }
    while place > limit, base[place &- 1] != 0x0A { place &-= 1 }
    return place
  }

  /// Where the first LF at or after an offset stands, or `limit`. Both must lie within.
  public func lineEnd(from offset: Int, to limit: Int) -> Int {
    guard let base = baseAddress, offset < limit, let found = memchr(base + offset, 0x0A, limit &- offset) else {
      return limit
    }
    return UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found))
  }
}
