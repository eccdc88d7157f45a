import ScepspecHTTPWire
import ScepspecTranscripts

/// Where a request of a HAR file went, and what its octets were, as far as HAR says.
struct RequestLine {
  var host: String
  var port: Int
  var isTLS: Bool
  /// From the path on, as it is written.
  var target: String
  private let entry: HARRequest

  /// `nil` where the URL is not absolute, or of another scheme.
  init?(_ request: HARRequest) {
    let parts = request.url.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].hasPrefix("//") else { return nil }
    switch parts[0].lowercased() {
    case "http": isTLS = false
    case "https": isTLS = true
    default: return nil
    }
    let rest = parts[1].dropFirst(2)
    let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    target = String(rest.dropFirst(authority.count))
    port = isTLS ? 443 : 80
    var name = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
    if let colon = name.lastIndex(of: ":"), let number = UInt16(name[name.index(after: colon)...]) {
      port = Int(number)
      name = name[..<colon]
    }
    host = name.hasPrefix("[") && name.hasSuffix("]") ? String(name.dropFirst().dropLast()) : String(name)
    entry = request
    guard !host.isEmpty else { return nil }
  }

  /// Such as `1.1`, of `HTTP/1.1`, `http/2.0` or `h2`.
  static func version(_ text: String) -> String {
    let name = text.lowercased()
    if name.hasPrefix("http/") { return String(text.dropFirst(5)) }
    return name == "h2" ? "2" : name == "h3" ? "3" : text
  }

  /// - Parameter octets: The whole request, where it is known better than HAR says it.
  func request(octets: [UInt8]? = nil) -> RawRequest {
    let head = RequestHead(
      method: entry.method, target: target, version: Self.version(entry.httpVersion),
      headers: entry.headers.map { HTTPHeader($0.name, $0.value) })
    return RawRequest(
      host: host, port: port, isTLS: isTLS, bytes: octets ?? head.bytes + (entry.body?.octets ?? []),
      isHead: entry.method == "HEAD")
  }
}
