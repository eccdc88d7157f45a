/// Reads HAR 1.2 and what tools make of it. Only what an exchange consists of has to be there.
struct HARReader {
  let file: String

  func file(_ octets: [UInt8]) throws(HARError) -> HARFile {
    guard octets.count <= HARBounds.file else {
      throw error("", "\(octets.count) octets, no more than \(HARBounds.file) are read; split the recording")
    }
    let root: JSONValue
    do {
      root = try JSONReader.read(octets)
    } catch {
      throw self.error("", "no JSON (\(error)); a HAR file is expected, such as 'test --record' or a proxy writes")
    }
    guard let log = root["log"] else { throw error("log", "missing; a HAR file has this object at its top") }
    guard let list = log["entries"]?.items else { throw error("log.entries", "expected the list of exchanges") }
    guard list.count <= HARBounds.entries else {
      throw error("log.entries", "\(list.count) exchanges, no more than \(HARBounds.entries) are read; split it")
    }
    var entries: [HAREntry] = []
    for (index, value) in list.enumerated() { entries.append(try entry(value, "log.entries[\(index)]")) }
    return HARFile(
      creator: log["creator"]?["name"]?.text ?? "", creatorVersion: log["creator"]?["version"]?.text ?? "",
      entries: entries, own: log["_scepspec"])
  }

  private func entry(_ value: JSONValue, _ path: String) throws(HARError) -> HAREntry {
    guard let request = value["request"], request.members != nil else {
      throw error("\(path).request", "expected an object with method and url")
    }
    let started = value["startedDateTime"]?.text ?? ""
    return HAREntry(
      started: started, startedAt: HARTime.milliseconds(started),
      duration: min(max(0, value["time"]?.integer ?? 0), HARBounds.duration),
      request: try self.request(request, "\(path).request"),
      response: try value["response"].flatMap { value throws(HARError) in try response(value, "\(path).response") },
      comment: value["comment"]?.text, client: Self.clientKeys.lazy.compactMap { value[$0]?.text }.first,
      connection: value["connection"]?.text, own: value["_scepspec"])
  }

  /// Where recording tools write the client's address; HAR 1.2 has no place for it.
  private static let clientKeys = ["_clientAddress", "_clientIPAddress", "clientIPAddress"]

  private func request(_ value: JSONValue, _ path: String) throws(HARError) -> HARRequest {
    guard let method = value["method"]?.text else { throw error("\(path).method", "expected a string such as \"GET\"") }
    guard let url = value["url"]?.text else { throw error("\(path).url", "expected a string with the whole URL") }
    return HARRequest(
      method: method, url: url, httpVersion: value["httpVersion"]?.text ?? "",
      headers: try headers(value["headers"], "\(path).headers"),
      body: try body(value["postData"], size: value["bodySize"]?.integer, "\(path).postData"))
  }

  /// `nil` where no reply came.
  private func response(_ value: JSONValue, _ path: String) throws(HARError) -> HARResponse? {
    guard value.members != nil else {
      if value == .null { return nil }
      throw error(path, "expected an object, found \(value.kindInWords)")
    }
    guard let status = value["status"]?.integer else { throw error("\(path).status", "expected a number such as 200") }
    guard status > 0 else { return nil }
    let content = value["content"]
    return HARResponse(
      status: status, statusText: value["statusText"]?.text ?? "", httpVersion: value["httpVersion"]?.text ?? "",
      headers: try headers(value["headers"], "\(path).headers"),
      body: try body(content, size: content?["size"]?.integer, "\(path).content"))
  }

  private func headers(_ value: JSONValue?, _ path: String) throws(HARError) -> [HARHeader] {
    guard let value, value != .null else { return [] }
    guard let items = value.items else { throw error(path, "expected a list, found \(value.kindInWords)") }
    guard items.count <= HARBounds.headers else {
      throw error(path, "\(items.count) header lines, no more than \(HARBounds.headers) are read")
    }
    var headers: [HARHeader] = []
    for (index, item) in items.enumerated() {
      guard let name = item["name"]?.text, let value = item["value"]?.text else {
        throw error("\(path)[\(index)]", "expected an object with the strings name and value")
      }
      headers.append(HARHeader(name, value))
    }
    return headers
  }

  /// Of `postData` and `content`; `nil` where the body was not kept.
  private func body(_ value: JSONValue?, size: Int?, _ path: String) throws(HARError) -> HARBody? {
    guard let value, value.members != nil else { return nil }
    let mimeType = value["mimeType"]?.text ?? ""
    guard let text = value["text"], text != .null else {
      return size == 0 ? HARBody([], mimeType: mimeType) : nil
    }
    guard text.text != nil else { throw error("\(path).text", "expected a string, found \(text.kindInWords)") }
    let encoding = (value["encoding"] ?? value["_encoding"])?.text?.lowercased() ?? ""
    var found: BodyText.Octets
    if encoding == "base64" {
      guard let octets = text.base64Octets else { throw error("\(path).text", "expected base64, as encoding says") }
      found = BodyText.Octets(octets: octets)
    } else if encoding.isEmpty || encoding == "utf-8" {
      found = BodyText.octets(text, size: size, isText: isText(mimeType) || encoding == "utf-8")
    } else {
      throw error("\(path).encoding", "expected \"base64\" or nothing")
    }
    guard found.octets.count <= HARBounds.body else {
      throw error("\(path).text", "\(found.octets.count) octets, no more than \(HARBounds.body) are read")
    }
    return HARBody(found.octets, mimeType: mimeType, isDamaged: found.isDamaged)
  }

  private func isText(_ mimeType: String) -> Bool {
    let type = mimeType.lowercased()
    return type.hasPrefix("text/") || type.contains("json") || type.contains("xml") || type.contains("urlencoded")
  }

  private func error(_ path: String, _ reason: String) -> HARError { HARError(file: file, path: path, reason) }
}

extension HARFile {
  /// - Parameter name: The file's, for errors.
  public init(_ octets: [UInt8], name: String) throws(HARError) { self = try HARReader(file: name).file(octets) }
}
