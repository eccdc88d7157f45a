import ScepspecASN1
import ScepspecModel

/// URLs with an `operation` (RFC 8894 section 4.1), wherever they stand in a text.
enum URLText {
  static func messages(in text: ArraySlice<UInt8>, atMost most: Int) -> [Wrapped] {
    let word = Array("operation=".utf8)
    var found: [Wrapped] = []
    var next = text.startIndex
    while found.count < most, let key = ASCII.find(word, in: text, from: next) {
      let start = startOfURL(in: text, before: key)
      var wrapped = read(text, from: start, key: key)
      wrapped.steps.insert("URL", at: 0)
      found.append(wrapped)
      next = max(wrapped.range.upperBound, key + word.count)
    }
    return found
  }

  /// The URL that is the whole of a request line.
  static func message(ofTarget target: ArraySlice<UInt8>) -> Wrapped? {
    guard let key = ASCII.find(Array("operation=".utf8), in: target, from: target.startIndex) else { return nil }
    var wrapped = read(target, from: target.startIndex, key: key)
    wrapped.steps.insert("URL", at: 0)
    return wrapped
  }

  private static let longestAddress = 4096

  private static func startOfURL(in text: ArraySlice<UInt8>, before key: Int) -> Int {
    var start = key
    let first = max(text.startIndex, key - longestAddress)
    while start > first, !endsURL(text[start - 1]) || text[start - 1] == 0x3C && hasCloser(text, start) { start -= 1 }
    return start
  }

  /// `https://<server>/…`: a name that somebody took out.
  private static func hasCloser(_ text: ArraySlice<UInt8>, _ start: Int) -> Bool {
    text[start...].prefix(80).prefix { $0 == 0x3E || !endsURL($0) }.contains(0x3E)
  }

  private static func endsURL(_ octet: UInt8) -> Bool {
    ASCII.isBlank(octet) || octet == 0x22 || octet == 0x27 || octet == 0x3C || octet == 0x60
  }

  private static func read(_ text: ArraySlice<UInt8>, from start: Int, key: Int) -> Wrapped {
    var end = key
    while end < text.endIndex, !endsURL(text[end]), text[end] != 0x3E, !isEscape(text, end) { end += 1 }
    var hints = Wrapped.RequestHints()
    hints.address = address(text[start..<key])
    hints.operation = parameter("operation=", in: text[key..<end]).map {
      ASCII.text(PercentText.decoded(Array(text[$0])).text.prefix(200))
    }
    var wrapped = Wrapped(steps: [], range: start..<end, content: .nothing, request: hints)
    // The message may stand before the operation.
    let scope = (start..<key).contains(where: { text[$0] == 0x3F }) ? start..<end : key..<end
    guard let value = parameter("message=", in: text[scope]), !value.isEmpty else { return wrapped }
    take(value, of: text, into: &wrapped)
    return wrapped
  }

  /// A backslash ends the URL, unless it writes `/`, `&` or `=` of JSON.
  private static func isEscape(_ text: ArraySlice<UInt8>, _ index: Int) -> Bool {
    guard text[index] == 0x5C else { return false }
    guard index + 1 < text.endIndex else { return true }
    return text[index + 1] != 0x2F && text[index + 1] != 0x75
  }

  private static func take(_ value: Range<Int>, of text: ArraySlice<UInt8>, into wrapped: inout Wrapped) {
    let longer = extended(value, in: text)
    if wrapped.request.operation?.lowercased() == "pkioperation" || looksLikeMessage(text[value]) {
      if let base64 = Base64Text(text[value]), base64.leftOver == 0 || base64.octets.count > 16 {
        var chosen = base64
        if longer != value, !isWhole(base64.octets), let other = Base64Text(text[longer]), isWhole(other.octets) {
          chosen = other
          wrapped.range = wrapped.range.lowerBound..<max(wrapped.range.upperBound, longer.upperBound)
        }
        wrapped.steps += chosen.steps
        wrapped.oddities += chosen.oddities
        wrapped.content = .octets(chosen.octets)
        return
      }
    }
    wrapped.request.identifier = ASCII.text(PercentText.decoded(Array(text[value])).text.prefix(200))
  }

  private static func isWhole(_ octets: [UInt8]) -> Bool {
    BERNode.parsePartially(octets, limits: Decoder.limits).problem == nil
  }

  private static func looksLikeMessage(_ value: ArraySlice<UInt8>) -> Bool {
    value.count >= 64 && value.first == 0x4D && value.allSatisfy(ASCII.isBase64Text)
  }

  /// With the words of base64 that follow behind blanks, where `+` was lost or a line broken.
  private static func extended(_ value: Range<Int>, in text: ArraySlice<UInt8>) -> Range<Int> {
    var end = value.upperBound
    while end < text.endIndex, end - value.upperBound < 1 << 20, ASCII.isBlank(text[end]) {
      var next = end
      while next < text.endIndex, ASCII.isBlank(text[next]), next - end < 4 { next += 1 }
      var stop = next
      while stop < text.endIndex, ASCII.isBase64Text(text[stop]) { stop += 1 }
      guard stop > next, stop == text.endIndex || endsURL(text[stop]) || text[stop] == 0x5C || text[stop] == 0x26 else {
        return value.lowerBound..<end
      }
      end = stop
    }
    return value.lowerBound..<end
  }

  /// The value of a parameter: up to `&`, `&amp;` or `#`.
  private static func parameter(_ name: String, in query: ArraySlice<UInt8>) -> Range<Int>? {
    guard let start = ASCII.find(Array(name.utf8), in: query, from: query.startIndex) else { return nil }
    let first = start + name.utf8.count
    let end = query[first...].firstIndex { $0 == 0x26 || $0 == 0x23 || $0 == 0x5C } ?? query.endIndex
    return first..<end
  }

  private static func address(_ head: ArraySlice<UInt8>) -> String? {
    guard let mark = head.lastIndex(of: 0x3F) else { return nil }
    guard mark > head.startIndex else { return nil }
    let address = head[..<mark].suffix(500)
    // What stands before the host may be a name and a password.
    guard let slashes = ASCII.find(Array("://".utf8), in: address, from: address.startIndex) else {
      return ASCII.text(address)
    }
    let host = address[(slashes + 3)...]
    guard let at = host.prefix(while: { $0 != 0x2F }).lastIndex(of: 0x40) else { return ASCII.text(address) }
    return ASCII.text(address[..<(slashes + 3)]) + ASCII.text(host[(at + 1)...])
  }
}
