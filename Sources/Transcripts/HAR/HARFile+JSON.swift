extension HARFile {
  /// The file as JSON text, as `HARWriter` writes it.
  public func encoded() -> String {
    let listed = entries.map { "  " + $0.json.encoded(indent: 2) }.joined(separator: ",\n")
    return Self.opening(creator: creator, version: creatorVersion) + (listed.isEmpty ? "" : "\n" + listed)
      + Self.closing(own)
  }

  /// Everything before the first entry.
  static func opening(creator: String, version: String) -> String {
    let name = JSONValue.object([.init("name", .string(creator)), .init("version", .string(version))])
    return "{\"log\": {\n \"version\": \"1.2\",\n \"creator\": \(name.encoded()),\n \"entries\": ["
  }

  /// Everything after the last entry.
  static func closing(_ own: JSONValue?) -> String {
    let member = own.map { ",\n \"_scepspec\": " + $0.encoded(indent: 1) } ?? ""
    return "\n ]\(member)\n}}\n"
  }
}

extension HAREntry {
  /// The entry as HAR 1.2 says it (sections `entries`, `request`, `response`, `postData`, `content`).
  public var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("startedDateTime", .string(started)), .init("time", .integer(duration)), .init("request", request.json),
      .init("response", (response ?? HARResponse(status: 0, httpVersion: "")).json(isThere: response != nil)),
      .init("cache", .object([])), .init("timings", ["send": 0, "wait": .integer(duration), "receive": 0]),
    ]
    if let client { members.append(.init("_clientAddress", .string(client))) }
    if let connection { members.append(.init("connection", .string(connection))) }
    if let comment { members.append(.init("comment", .string(comment))) }
    if let own { members.append(.init("_scepspec", own)) }
    return .object(members)
  }
}

extension HARRequest {
  var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("method", .string(method)), .init("url", .string(url)), .init("httpVersion", .string(httpVersion)),
      .init("cookies", []), .init("headers", .array(headers.map(\.json))), .init("queryString", .array(query)),
      .init("headersSize", -1), .init("bodySize", .integer(body?.octets.count ?? 0)),
    ]
    if let body {
      members.append(
        .init(
          "postData",
          ["mimeType": .string(body.mimeType), "text": .base64(body.octets), "_encoding": "base64"]))
    }
    return .object(members)
  }

  /// Names and values as they stand in the URL.
  private var query: [JSONValue] {
    guard let start = url.firstIndex(of: "?") else { return [] }
    let text = url[url.index(after: start)...].prefix { $0 != "#" }
    return text.split(separator: "&").map { pair in
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      return ["name": .string(parts[0]), "value": .string(parts.count > 1 ? parts[1] : "")]
    }
  }
}

extension HARResponse {
  func json(isThere: Bool) -> JSONValue {
    let size = body?.octets.count ?? (isThere ? -1 : 0)
    var content: [JSONValue.Member] = [
      .init("size", .integer(size)), .init("mimeType", .string(body?.mimeType ?? "")),
    ]
    if let body { content += [.init("text", .base64(body.octets)), .init("encoding", "base64")] }
    return .object([
      .init("status", .integer(status)), .init("statusText", .string(statusText)),
      .init("httpVersion", .string(httpVersion)), .init("cookies", []),
      .init("headers", .array(headers.map(\.json))), .init("content", .object(content)),
      .init("redirectURL", .string(headers.first { $0.name.lowercased() == "location" }?.value ?? "")),
      .init("headersSize", -1), .init("bodySize", .integer(size)),
    ])
  }
}

extension HARHeader {
  var json: JSONValue { ["name": .string(name), "value": .string(value)] }
}
