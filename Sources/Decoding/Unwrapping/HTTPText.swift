import ScepspecModel

/// HTTP/1 requests and replies, one after another, as a proxy or a capture wrote them.
struct HTTPText {
  private let octets: ArraySlice<UInt8>
  private static let longestHead = 64 << 10

  static func begins(_ octets: ArraySlice<UInt8>) -> Bool { Head(octets) != nil }

  init(_ octets: ArraySlice<UInt8>) { self.octets = octets }

  struct Piece {
    var hints: Wrapped.RequestHints
    /// The message in the URL, where there is one.
    var target: Wrapped?
    var body: [UInt8]
    /// Where the body stands; octets of a chunked one stand further apart.
    var bodyRange: Range<Int>
    var headRange: Range<Int>
    var steps: [String]
  }

  /// Every message, up to a bound or to the first octets that are none.
  func pieces(atMost most: Int) -> [Piece] {
    var pieces: [Piece] = []
    var rest = octets
    while pieces.count < most, let head = Head(rest) {
      let body = head.body(of: rest[head.end...])
      pieces.append(
        Piece(
          hints: head.hints, target: head.target, body: body.octets, bodyRange: head.end..<body.end,
          headRange: rest.startIndex..<head.end,
          steps: [head.isReply ? "HTTP reply" : "HTTP request"] + (body.isChunked ? ["chunked"] : [])))
      rest = rest[body.end...].drop(while: ASCII.isLineEnd)
    }
    return pieces
  }

  private struct Head {
    var hints = Wrapped.RequestHints()
    var target: Wrapped?
    var isReply = false
    var length: Int?
    var isChunked = false
    /// Where the body begins.
    var end = 0

    init?(_ octets: ArraySlice<UInt8>) {
      let start = octets.drop(while: ASCII.isLineEnd)
      let area = start.prefix(HTTPText.longestHead)
      guard let lineEnd = area.firstIndex(of: 0x0A) ?? (area.count < HTTPText.longestHead ? area.endIndex : nil) else {
        return nil
      }
      let words = area[..<lineEnd].split(whereSeparator: ASCII.isBlank)
      guard words.count >= 2, takeFirstLine(words, of: area) else { return nil }
      var next = min(lineEnd + 1, area.endIndex)
      while next < area.endIndex {
        let stop = area[next...].firstIndex(of: 0x0A) ?? area.endIndex
        let line = ASCII.trimmed(area[next..<stop])
        next = min(stop + 1, area.endIndex)
        if line.isEmpty { break }
        take(line)
      }
      end = next
    }

    private mutating func takeFirstLine(_ words: [ArraySlice<UInt8>], of area: ArraySlice<UInt8>) -> Bool {
      let isStatus = words[1].count == 3 && words[1].allSatisfy { (0x30...0x39).contains($0) }
      if isStatus, words[0].starts(with: Array("HTTP/".utf8)) {
        isReply = true
        hints.status = ASCII.text(words[1])
        return true
      }
      let method = ASCII.text(words[0])
      guard ["GET", "POST", "HEAD", "PUT"].contains(method), words.last?.starts(with: Array("HTTP/".utf8)) ?? false
      else { return false }
      let first = words[1].startIndex
      let last = words[words.count - 2].endIndex
      // A `+` that became a blank splits the target.
      let target = words.count > 2 ? area[first..<max(first, last)] : words[1]
      self.target = URLText.message(ofTarget: target)
      hints = self.target?.request ?? hints
      hints.method = method
      self.target?.request.method = method
      return true
    }

    private mutating func take(_ line: ArraySlice<UInt8>) {
      guard let colon = line.firstIndex(of: 0x3A) else { return }
      let name = ASCII.text(line[..<colon]).lowercased()
      let value = ASCII.text(ASCII.trimmed(line[(colon + 1)...]))
      switch name {
      case "content-length": length = Int(value)
      case "transfer-encoding": isChunked = value.lowercased().contains("chunked")
      case "content-type": hints.contentType = String(value.prefix(200))
      default: break
      }
    }

    func body(of rest: ArraySlice<UInt8>) -> (octets: [UInt8], end: Int, isChunked: Bool) {
      if isChunked, let (octets, end) = HTTPText.dechunked(rest) { return (octets, end, true) }
      if let length, length >= 0 {
        let body = rest.prefix(length)
        return (Array(body), body.endIndex, false)
      }
      if !isReply, hints.method == "GET" || hints.method == "HEAD" { return ([], rest.startIndex, false) }
      return (Array(rest), rest.endIndex, false)
    }
  }

  /// RFC 9112 section 7.1; a body that is cut gives what is there.
  private static func dechunked(_ text: ArraySlice<UInt8>) -> (octets: [UInt8], end: Int)? {
    var octets: [UInt8] = []
    var rest = text
    while true {
      guard let lineEnd = rest.firstIndex(of: 0x0A) else { return octets.isEmpty ? nil : (octets, rest.endIndex) }
      let digits = rest.prefix { ASCII.hexDigit($0) != nil }
      guard (1...8).contains(digits.count), let size = Int(ASCII.text(digits), radix: 16) else {
        return octets.isEmpty ? nil : (octets, rest.startIndex)
      }
      rest = rest[(lineEnd + 1)...]
      if size == 0 { return (octets, rest.drop(while: ASCII.isLineEnd).startIndex) }
      octets += rest.prefix(size)
      rest = rest.dropFirst(size).drop(while: ASCII.isLineEnd)
      if rest.isEmpty { return (octets, rest.endIndex) }
    }
  }
}
