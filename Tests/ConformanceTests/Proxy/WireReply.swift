import ScepspecHTTPWire

/// An HTTP reply to be changed; what nobody changes goes out as it came.
struct WireReply {
  /// What stands before the first blank of the status line.
  var version: String
  var status: Int
  var reason: String
  var headers: [HTTPHeader]
  var body: [UInt8]
  /// Head and body in other octets than these fields say.
  var raw: [UInt8]?
  var script = RawReply.Script.whole

  init(_ response: HTTPResponse) {
    version = "HTTP/\(response.version)"
    status = response.status
    reason = response.reason
    headers = response.headers.filter { $0.name.lowercased() != "content-length" }
    body = response.body
  }

  /// Sets, adds or (with `nil`) takes out a header.
  subscript(name: String) -> String? {
    get { headers.first(name) }
    set {
      let place = headers.firstIndex { $0.name.lowercased() == name.lowercased() }
      guard let newValue else { return headers.removeAll { $0.name.lowercased() == name.lowercased() } }
      if let place { headers[place].value = newValue } else { headers.append(HTTPHeader(name, newValue)) }
    }
  }

  /// The head that goes with the fields, with Content-Length unless that, or Transfer-Encoding, is among the headers.
  var head: [UInt8] {
    var lines = ["\(version) \(status) \(reason)"] + headers.map { "\($0.name): \($0.value)" }
    if self["Content-Length"] == nil, self["Transfer-Encoding"] == nil {
      lines.append("Content-Length: \(body.count)")
    }
    return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
  }

  var octets: [UInt8] { raw ?? head + body }
}
