/// Decodes the chunked transfer coding (RFC 9112 section 7.1) of octets that arrive bit by bit.
struct ChunkedReader {
  private(set) var body: [UInt8] = []
  /// The octets after the last chunk and its trailers begin here.
  private(set) var end: Int?
  /// Why this is no chunked coding.
  private(set) var problem: String?
  private var position: Int
  private var state = State.size

  private enum State { case size, data(Int), lineEnd, trailer }

  init(from start: Int) { position = start }

  /// Looks at what came since the last call; `octets` only ever grows.
  mutating func advance(in octets: [UInt8]) {
    while end == nil, problem == nil {
      if case .data(let left) = state {
        let count = min(left, octets.count - position)
        if count == 0 { return }
        body += octets[position..<position + count]
        position += count
        state = count == left ? .lineEnd : .data(left - count)
      } else {
        guard let feed = octets[position...].firstIndex(of: 0x0A) else { return checkLine(octets.count - position) }
        var line = octets[position..<feed]
        if line.last == 0x0D { line = line.dropLast() }
        position = feed + 1
        take(line)
      }
    }
  }

  private mutating func take(_ line: ArraySlice<UInt8>) {
    switch state {
    case .size:
      guard let size = Self.size(line) else {
        problem = "a chunk's size is no hexadecimal number"
        return
      }
      state = size == 0 ? .trailer : .data(size)
    case .lineEnd where line.isEmpty: state = .size
    case .lineEnd: problem = "a chunk is longer than its size says"
    case .trailer: if line.isEmpty { end = position }
    case .data: break
    }
  }

  /// The hexadecimal number at the start of a line, blanks around it, an extension after it.
  private static func size(_ line: ArraySlice<UInt8>) -> Int? {
    let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
    var size = 0
    var rest = line.drop(while: isBlank)
    let digits = rest.prefix { hexValue($0) != nil }
    for digit in digits {
      guard let value = hexValue(digit), size <= Int.max >> 4 else { return nil }
      size = size << 4 | value
    }
    rest = rest.dropFirst(digits.count).drop(while: isBlank)
    return digits.isEmpty || !(rest.isEmpty || rest.first == 0x3B) ? nil : size
  }

  private static func hexValue(_ digit: UInt8) -> Int? {
    switch digit {
    case 0x30...0x39: Int(digit) - 0x30
    case 0x41...0x46: Int(digit) - 0x41 + 10
    case 0x61...0x66: Int(digit) - 0x61 + 10
    default: nil
    }
  }

  private mutating func checkLine(_ octets: Int) {
    if octets > 8192 { problem = "a line of the chunked coding has more than 8192 octets" }
  }
}
