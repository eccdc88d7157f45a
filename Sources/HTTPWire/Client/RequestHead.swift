/// A request line and headers, written as they are given: nothing is escaped, added or checked.
public struct RequestHead: Hashable, Sendable {
  public var method: String
  /// What stands between method and version.
  public var target: String
  /// Such as `1.1`.
  public var version: String
  public var headers: [HTTPHeader]

  public init(method: String, target: String, version: String = "1.1", headers: [HTTPHeader] = []) {
    self.method = method
    self.target = target
    self.version = version
    self.headers = headers
  }

  public var bytes: [UInt8] {
    let lines = ["\(method) \(target) HTTP/\(version)"] + headers.map { "\($0.name): \($0.value)" }
    return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
  }
}

/// The body in the chunked transfer coding (RFC 9112 section 7.1).
public func chunked(_ body: [UInt8], size: Int = 1000) -> [UInt8] {
  var coded: [UInt8] = []
  for start in stride(from: 0, to: body.count, by: max(size, 1)) {
    let chunk = body[start..<min(start + max(size, 1), body.count)]
    coded += Array("\(String(chunk.count, radix: 16))\r\n".utf8) + chunk + Array("\r\n".utf8)
  }
  return coded + Array("0\r\n\r\n".utf8)
}
