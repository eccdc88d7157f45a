/// A text with every digit as good as any other: where times stand, lines differ in digits alone.
struct DigitShape: Sendable {
  /// Octets of the text.
  let count: Int
  /// Pieces of 8 octets, the last filled up: the text with each digit as 0, and which octets count.
  private let pieces: Int
  private var octets = SIMD8<UInt64>()
  private var masks = SIMD8<UInt64>()

  static let longest = 64

  /// `nil` for what is longer than `longest`.
  init?(_ text: UnsafeBufferPointer<UInt8>) {
    guard text.count <= Self.longest else { return nil }
    count = text.count
    pieces = (text.count + 7) / 8
    for piece in 0..<pieces {
      let octets = text[(8 * piece)...].prefix(8)
      let padding = [UInt8](repeating: 0, count: 8 - octets.count)
      masks[piece] = Self.word([UInt8](repeating: 0xFF, count: octets.count) + padding)
      self.octets[piece] = Self.levelled(Self.word(Array(octets) + padding)) & masks[piece]
    }
  }

  /// Whether a text begins so. One that is too short to be looked at in pieces of 8 octets is said not to.
  @inline(__always) func begins(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = text.baseAddress, text.count >= 8 &* pieces else { return false }
    let raw = UnsafeRawPointer(base)
    for piece in 0..<pieces {
      let octets = Self.levelled(raw.loadUnaligned(fromByteOffset: 8 &* piece, as: UInt64.self))
      guard (octets ^ self.octets[piece]) & masks[piece] == 0 else { return false }
    }
    return true
  }

  /// Whether a text is the same from its first to its last octet. One of fewer than 8 octets is said not to be.
  func fits(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count == count, count >= 8, let base = text.baseAddress else { return false }
    let raw = UnsafeRawPointer(base)
    for piece in 0..<pieces - 1 {
      let octets = raw.loadUnaligned(fromByteOffset: 8 * piece, as: UInt64.self)
      guard Self.levelled(octets) == self.octets[piece] else { return false }
    }
    let known = 8 * pieces - count
    let last = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)) >> UInt64(8 * known)
    return Self.levelled(last) == UInt64(littleEndian: octets[pieces - 1])
  }

  /// The text with each digit as 0.
  func withOctets<R>(_ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
    withUnsafeBytes(of: octets) {
      $0.withMemoryRebound(to: UInt8.self) { body(UnsafeBufferPointer(rebasing: $0[..<count])) }
    }
  }

  private static func word(_ octets: [UInt8]) -> UInt64 {
    octets.withUnsafeBytes { $0.loadUnaligned(as: UInt64.self) }
  }

  /// With each digit as 0: all octets at once, in plain arithmetic, since comparisons of vectors are not made of vector
  /// instructions.
  @inline(__always) static func levelled(_ octets: UInt64) -> UInt64 {
    let high: UInt64 = 0x8080_8080_8080_8080
    let low = octets & ~high
    let isFrom0 = low &+ 0x5050_5050_5050_5050
    let isBehind9 = low &+ 0x4646_4646_4646_4646
    let isDigit = isFrom0 & ~isBehind9 & ~octets & high
    return octets & ~((isDigit &>> 7) &* 0x0F)
  }
}
