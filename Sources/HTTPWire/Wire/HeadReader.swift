/// Cuts the lines of a message head out of octets that arrive bit by bit. Lines may end in a bare LF.
struct HeadReader {
  /// The first line, its CR removed; nil until it is complete.
  private(set) var firstLine: [UInt8]?
  private(set) var headers: [HTTPHeader] = []
  /// The octets after the empty line begin here.
  private(set) var end: Int?
  private var lineStart: Int
  private var scanned: Int

  init(from start: Int = 0) {
    lineStart = start
    scanned = start
  }

  /// Looks at what came since the last call; `octets` only ever grows.
  mutating func advance(in octets: [UInt8]) {
    while end == nil, let feed = octets[scanned...].firstIndex(of: 0x0A) {
      var line = octets[lineStart..<feed]
      if line.last == 0x0D { line = line.dropLast() }
      lineStart = feed + 1
      scanned = lineStart
      take(line)
    }
    if end == nil { scanned = octets.count }
  }

  private mutating func take(_ line: ArraySlice<UInt8>) {
    guard firstLine != nil else {
      firstLine = Array(line)
      return
    }
    if line.isEmpty {
      end = lineStart
      return
    }
    if line.first == 0x20 || line.first == 0x09, var last = headers.popLast() {
      last.value += " " + trimmed(headerText(line))
      headers.append(last)
      return
    }
    let colon = line.firstIndex(of: 0x3A) ?? line.endIndex
    let value = colon < line.endIndex ? trimmed(headerText(line[(colon + 1)...])) : ""
    headers.append(HTTPHeader(trimmed(headerText(line[..<colon])), value))
  }
}
