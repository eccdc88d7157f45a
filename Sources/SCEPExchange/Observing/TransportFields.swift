import ScepspecHTTPWire
import ScepspecModel

/// The kinds `transport` and `http`: how the octets came back.
enum TransportFields {
  static func transport(_ exchange: RawExchange, octets: Int?) -> [String: Field] {
    [
      "outcome": .text(exchange.outcome.rawValue), "detail": .text(exchange.detail),
      "octets": .integer(octets ?? exchange.received.count),
    ]
  }

  /// The kind `tls`; `nil` where there was no session.
  static func tls(_ exchange: RawExchange) -> [String: Field]? {
    guard let facts = exchange.tls, let version = facts.version else { return nil }
    return [
      "version": .text(version), "asksForCertificate": .bool(facts.asksForCertificate),
      "renegotiates": .bool(facts.renegotiates),
    ]
  }

  static func http(_ response: HTTPResponse) -> [String: Field] {
    let headers = response.headers
    var fields: [String: Field] = [
      "status": .integer(response.status), "version": .text(response.version), "reason": .text(response.reason),
      "bodyOctets": .integer(response.body.count), "body": .bytes(response.body),
      "headers": .list(headers.map { .record(["name": .text($0.name.lowercased()), "value": .text($0.value)]) }),
    ]
    fields["contentEncoding"] = headers.first("Content-Encoding").map { .text($0) }
    fields["contentTransferEncoding"] = headers.first("Content-Transfer-Encoding").map { .text($0) }
    fields["cacheControl"] = headers.first("Cache-Control").map { .text($0.lowercased()) }
    fields["etag"] = headers.first("ETag").map { .text($0) }
    fields["lastModified"] = headers.first("Last-Modified").map { .text($0) }
    fields["location"] = headers.first("Location").map { .text($0) }
    fields["text"] = String(validating: response.body, as: UTF8.self).map { .text($0) }
    fields["contentTypeCount"] = .integer(headers.all("Content-Type").count)
    if let type = headers.first("Content-Type") { fields.merge(mediaType(type)) { _, new in new } }
    return fields
  }

  /// RFC 9110 section 8.3.1.
  private static func mediaType(_ text: String) -> [String: Field] {
    var fields: [String: Field] = ["contentType": .text(text)]
    let parts = text.split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false)
    fields["mediaType"] = parts.first.map { .text(withoutBlanks($0).lowercased()) }
    if parts.count > 1 { fields["mediaTypeParameters"] = .text(withoutBlanks(parts[1])) }
    return fields
  }

  private static func withoutBlanks(_ text: Substring) -> String {
    let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    return String(text.drop(while: isBlank).reversed().drop(while: isBlank).reversed())
  }
}
