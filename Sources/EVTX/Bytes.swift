/// Borrowed bytes of a chunk, little-endian. Every read is checked: outside of them is zero where a caller has checked
/// before, and a `Fault` in the functions that throw.
struct Bytes {
  let base: UnsafeRawPointer
  let count: Int

  @inline(__always)
  private func load<T: FixedWidthInteger>(_ at: Int, as type: T.Type) -> T {
    guard at >= 0, at <= count - MemoryLayout<T>.size else { return 0 }
    return T(littleEndian: base.loadUnaligned(fromByteOffset: at, as: type))
  }

  @inline(__always) func byte(_ at: Int) -> UInt8 { load(at, as: UInt8.self) }
  @inline(__always) func half(_ at: Int) -> UInt16 { load(at, as: UInt16.self) }
  @inline(__always) func word(_ at: Int) -> UInt32 { load(at, as: UInt32.self) }
  @inline(__always) func long(_ at: Int) -> UInt64 { load(at, as: UInt64.self) }

  /// Refuses a range that leaves the bytes.
  @inline(__always)
  func need(_ length: Int, at: Int) throws(Fault) {
    guard at >= 0, length >= 0, at <= count, length <= count - at else { throw Fault("runs over its end", at: at) }
  }

  @inline(__always)
  func checkedByte(_ at: Int) throws(Fault) -> UInt8 {
    try need(1, at: at)
    return byte(at)
  }

  @inline(__always)
  func checkedHalf(_ at: Int) throws(Fault) -> UInt16 {
    try need(2, at: at)
    return half(at)
  }

  @inline(__always)
  func checkedWord(_ at: Int) throws(Fault) -> UInt32 {
    try need(4, at: at)
    return word(at)
  }

  /// The same bytes, ending earlier.
  @inline(__always) func upTo(_ end: Int) -> Bytes { Bytes(base: base, count: max(0, min(end, count))) }
}

/// Why binary XML could not be read, and where in its chunk.
struct Fault: Error {
  let reason: StaticString
  let offset: Int
  /// A bound was reached: what made it is not tried again in a milder way.
  let isBound: Bool

  init(_ reason: StaticString, at offset: Int, isBound: Bool = false) {
    self.reason = reason
    self.offset = offset
    self.isBound = isBound
  }
}
