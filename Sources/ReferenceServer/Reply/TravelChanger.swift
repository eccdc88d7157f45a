import ScepspecASN1
import ScepspecCMS
import ScepspecHTTPWire

/// Makes a right reply travel wrong.
struct TravelChanger {
  var strangers: Strangers?

  func apply(_ change: TravelChange, to reply: inout WebReply) {
    if let form = change.bodyForm { reply.body = body(form, reply) }
    if let text = change.body { reply.body = Array(text.utf8) }
    if let status = change.status { reply.status = status }
    if let type = change.contentType { reply.contentType = type == "absent" ? nil : type }
    reply.headers += change.headers.map { HTTPHeader($0.name, $0.value) }
    if let send = change.send { reply.send = send }
  }

  private func body(_ form: BodyForm, _ reply: WebReply) -> [UInt8] {
    switch form {
    case .binary: reply.body
    case .base64: Base64.encoded(reply.body)
    case .pem: pem(reply)
    case .trailingNewline: reply.body + [0x0A]
    case .empty: []
    case .otherCertificate: strangers?.leaf.der ?? []
    case .ecCA: strangers?.ecCA.der ?? []
    case .longLength: longLength(reply.body)
    case .brokenEnd: reply.body.dropLast() + reply.body.suffix(1).map { $0 ^ 1 }
    case .bareSignedData: (try? BERNode.parse(reply.body))?.children.last?.children.first?.bytes ?? reply.body
    }
  }

  private func longLength(_ body: [UInt8]) -> [UInt8] {
    guard let node = try? BERNode.parse(body), let tag = body.first else { return body }
    let length = node.contentLength
    let octets = stride(from: 32, through: 0, by: -8).map { UInt8(truncatingIfNeeded: length >> $0) }
    return [tag, 0x85] + octets + node.content
  }

  private func pem(_ reply: WebReply) -> [UInt8] {
    let label = reply.contentType == BundleReplies.single ? "CERTIFICATE" : "PKCS7"
    let text = Base64.encoded(reply.body, lineLength: 64)
    return Array("-----BEGIN \(label)-----\n".utf8) + text + Array("-----END \(label)-----\n".utf8)
  }

  /// The lines of GetCACaps.
  static func lines(_ lines: [String], _ form: LineForm?) -> [UInt8] {
    let text =
      switch form {
      case nil, .lf: lines.map { $0 + "\n" }.joined()
      case .crlf: lines.map { $0 + "\r\n" }.joined()
      case .cr: lines.map { $0 + "\r" }.joined()
      case .spaces: lines.joined(separator: " ")
      case .commas: lines.joined(separator: ",")
      case .literal: lines.joined(separator: "\\n")
      }
    return Array(text.utf8)
  }
}
