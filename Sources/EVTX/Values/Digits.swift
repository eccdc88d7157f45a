/// Writes short text of digits into a string's own storage, without strings in between.
struct Digits {
  private let buffer: UnsafeMutableBufferPointer<UInt8>
  private var count = 0

  /// A string of at most `capacity` bytes, written by `write`.
  @inline(__always)
  static func string(_ capacity: Int, _ write: (inout Digits) -> Void) -> String {
    String(unsafeUninitializedCapacity: capacity) { buffer in
      var digits = Digits(buffer: buffer)
      write(&digits)
      return digits.count
    }
  }

  /// A decimal number. Room is asked for by size: up to 15 bytes a string needs no storage of its own.
  static func decimal(_ value: UInt64, isNegative: Bool = false) -> String {
    string(value < 100_000_000_000_000 ? 15 : 21) {
      if isNegative { $0.put(0x2d) }
      $0.decimal(value)
    }
  }

  /// A hexadecimal number after `0x`, in as few digits as it needs.
  static func hexadecimal(_ value: UInt64) -> String {
    string(value >> 52 == 0 ? 15 : 18) {
      $0.put(0x30)
      $0.put(0x78)
      $0.hexadecimal(value)
    }
  }

  private init(buffer: UnsafeMutableBufferPointer<UInt8>) { self.buffer = buffer }

  @inline(__always)
  mutating func put(_ byte: UInt8) {
    guard count < buffer.count else { return }
    buffer[count] = byte
    count += 1
  }

  mutating func put(_ text: StaticString) {
    for index in 0..<text.utf8CodeUnitCount { put(text.utf8Start[index]) }
  }

  /// Two digits; a number that needs more is written whole.
  @inline(__always)
  mutating func pair(_ value: UInt64) {
    guard value < 100 else { return decimal(value) }
    put(0x30 + UInt8(truncatingIfNeeded: value / 10))
    put(0x30 + UInt8(truncatingIfNeeded: value % 10))
  }

  /// Decimal, with zeros in front up to `width`.
  mutating func decimal(_ value: UInt64, width: Int = 1) {
    var length = 1
    var bound: UInt64 = 10
    while length < 20, value >= bound {
      length += 1
      bound = length < 20 ? bound &* 10 : .max
    }
    length = max(length, width)
    guard count + length <= buffer.count else { return }
    var rest = value
    var index = count + length
    count = index
    for _ in 0..<length {
      index -= 1
      buffer[index] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
  }

  /// Hexadecimal in `width` digits, or in as few as are needed.
  mutating func hexadecimal(_ value: UInt64, width: Int? = nil, upper: Bool = false) {
    let width = width ?? max(1, (67 - value.leadingZeroBitCount) / 4)
    for index in stride(from: width - 1, through: 0, by: -1) {
      let digit = UInt8(value >> UInt64(4 * index) & 0xf)
      put(digit < 10 ? 0x30 + digit : (upper ? 0x37 : 0x57) + digit)
    }
  }
}
