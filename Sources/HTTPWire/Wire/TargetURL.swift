/// An `http` or `https` URL, cut into what a connection and a request line need; path and query stay as written.
public struct TargetURL: Hashable, Sendable, CustomStringConvertible {
  public var isTLS: Bool
  /// A name or an address, an IPv6 address without its brackets.
  public var host: String
  public var port: Int
  /// Begins with `/`.
  public var path: String
  /// Without the `?`; `nil` where there is none.
  public var query: String?

  public init(isTLS: Bool = false, host: String, port: Int, path: String = "/", query: String? = nil) {
    self.isTLS = isTLS
    self.host = host
    self.port = port
    self.path = path
    self.query = query
  }

  /// What the `Host` header says: the port only where it is not the scheme's own.
  public var authority: String {
    let name = hostOfAuthority
    return port == (isTLS ? 443 : 80) ? name : "\(name):\(port)"
  }

  /// The same without port; an IPv6 address in its brackets.
  public var hostOfAuthority: String { host.contains(":") ? "[\(host)]" : host }

  public var description: String {
    "\(isTLS ? "https" : "http")://\(authority)\(path)" + (query.map { "?" + $0 } ?? "")
  }
}

/// A URL that no request can be sent to, and why.
public struct TargetURLError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Code: Hashable, Sendable { case scheme, userInfo, host, port, character, fragment }
  public var code: Code
  public var reason: String
  public var description: String { reason }

  public static func == (left: Self, right: Self) -> Bool { left.code == right.code }
  public func hash(into hasher: inout Hasher) { hasher.combine(code) }
}

extension TargetURL {
  /// Reads a URL as a person types it; the scheme must be there.
  public init(_ text: String) throws(TargetURLError) {
    if text.unicodeScalars.contains(where: { $0.value <= 0x20 || $0.value == 0x7f }) {
      throw TargetURLError(code: .character, reason: "the URL has a blank or a control character (write %20)")
    }
    if text.contains("#") {
      throw TargetURLError(code: .fragment, reason: "a URL's #fragment is never sent; leave it out")
    }
    let (isTLS, rest) = try Self.scheme(of: text)
    let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
    let authority = rest[..<end]
    if authority.contains("@") {
      throw TargetURLError(code: .userInfo, reason: "a user name or password in the URL is not supported")
    }
    let (host, port) = try Self.hostAndPort(String(authority), default: isTLS ? 443 : 80)
    let tail = rest[end...]
    let mark = tail.firstIndex(of: "?")
    let path = String(tail[..<(mark ?? tail.endIndex)])
    self.init(
      isTLS: isTLS, host: host, port: port, path: path.isEmpty ? "/" : path,
      query: mark.map { String(tail[tail.index(after: $0)...]) })
  }

  private static func scheme(of text: String) throws(TargetURLError) -> (Bool, Substring) {
    for (scheme, isTLS) in [("http://", false), ("https://", true)] where text.lowercased().hasPrefix(scheme) {
      return (isTLS, text.dropFirst(scheme.count))
    }
    throw TargetURLError(code: .scheme, reason: "the URL must begin with http:// or https://")
  }

  private static func hostAndPort(_ text: String, default port: Int) throws(TargetURLError) -> (String, Int) {
    var host = text
    var digits: Substring?
    if text.hasPrefix("[") {
      guard let close = text.firstIndex(of: "]") else {
        throw TargetURLError(code: .host, reason: "the IPv6 address lacks its closing ]")
      }
      host = String(text[text.index(after: text.startIndex)..<close])
      let rest = text[text.index(after: close)...]
      if !rest.isEmpty, !rest.hasPrefix(":") {
        throw TargetURLError(code: .host, reason: "'\(rest)' stands after the IPv6 address")
      }
      digits = rest.isEmpty ? nil : rest.dropFirst()
    } else if let colon = text.firstIndex(of: ":") {
      host = String(text[..<colon])
      digits = text[text.index(after: colon)...]
      if digits?.contains(":") == true {
        throw TargetURLError(code: .host, reason: "an IPv6 address needs brackets: http://[::1]/")
      }
    }
    if host.isEmpty { throw TargetURLError(code: .host, reason: "the URL has no host") }
    guard let digits, !digits.isEmpty else { return (host, port) }
    guard let number = Int(digits), (1...65_535).contains(number) else {
      throw TargetURLError(code: .port, reason: "'\(digits)' is no port (1 to 65535)")
    }
    return (host, number)
  }
}
