import ScepspecHTTPWire
import ScepspecTranscripts

/// A request as it went over the wire, taken apart for a HAR entry.
struct RequestText {
  var method = ""
  var target = ""
  var version = ""
  var headers: [HTTPHeader] = []
  var body: [UInt8] = []

  init(_ octets: [UInt8]) {
    let end = Self.endOfHead(octets)
    body = Array(octets[end...])
    let lines = octets[..<end].split(separator: 0x0A, omittingEmptySubsequences: true)
      .map { headerText($0.last == 0x0D ? $0.dropLast() : $0) }
    guard let first = lines.first else { return }
    let words = first.split(separator: " ", omittingEmptySubsequences: false)
    method = words.first.map(String.init) ?? ""
    if let last = words.last, words.count > 2, last.hasPrefix("HTTP/") {
      version = String(last.dropFirst(5))
      target = words.dropFirst().dropLast().joined(separator: " ")
    } else {
      target = words.dropFirst().joined(separator: " ")
    }
    headers = lines.dropFirst().filter { !$0.isEmpty }.map { line in
      let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      return HTTPHeader(parts[0], parts.count > 1 ? Self.withoutBlanks(parts[1]) : "")
    }
  }

  /// The octets that a request with these parts has when it is written as usual.
  var octets: [UInt8] {
    RequestHead(method: method, target: target, version: version, headers: headers).bytes + body
  }

  /// Octets up to and with the empty line.
  private static func endOfHead(_ octets: [UInt8]) -> Int {
    let mark: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A]
    guard octets.count >= mark.count else { return octets.count }
    var index = 0
    while index <= octets.count - mark.count {
      if octets[index] == 0x0D, octets[index..<index + mark.count].elementsEqual(mark) { return index + mark.count }
      index += 1
    }
    return octets.count
  }

  static func withoutBlanks(_ text: String) -> String {
    var rest = text[...]
    while rest.first == " " || rest.first == "\t" { rest.removeFirst() }
    while rest.last == " " || rest.last == "\t" { rest.removeLast() }
    return String(rest)
  }
}
