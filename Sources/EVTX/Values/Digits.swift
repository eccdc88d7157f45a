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

  /// Decimal, with zeros in front up to `width`.
  mutating func decimal(_ value: UInt64, width: Int = 1) {
    var length = 1
    var rest = value / 10
    while rest > 0 {
      length += 1
      rest /= 10
    }
    length = max(length, width)
    guard count + length <= buffer.count else { return }
    rest = value
    for index in stride(from: count + length - 1, through: count, by: -1) {
      buffer[index] = 0x30 + UInt8(rest % 10)
      rest /= 10
    }
    count += length
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
