import ScepspecCMS
import ScepspecHTTPWire
import ScepspecModel
import ScepspecSCEPExchange
import ScepspecSCEPMessages
import ScepspecTranscripts

/// A request of somebody else's client, read from its octets.
struct SeenRequest {
  var operation: String
  var method: String
  /// The octets of the pkiMessage, as far as there are any.
  var octets: [UInt8]?
  var message: SignedMessage?
  /// A GET's message has no plus sign, slash or equals sign that is not percent-encoded.
  var isEscaped: Bool?
  var contentType: String?

  /// `nil` where this is no request of SCEP: it names none of its operations (RFC 8894 section 4.1).
  init?(_ raw: RawRequest) {
    let text = RequestText(raw.bytes)
    guard let start = text.target.firstIndex(of: "?") else { return nil }
    var parameters: [(name: String, value: String)] = []
    for pair in text.target[text.target.index(after: start)...].split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      parameters.append((parts[0].lowercased(), parts.count > 1 ? parts[1] : ""))
    }
    guard let named = parameters.first(where: { $0.name == "operation" })?.value,
      let operation = Self.operations.first(where: { $0.lowercased() == Self.unescaped(named).lowercased() })
    else { return nil }
    self.operation = operation
    method = text.method
    contentType = text.headers.first("Content-Type").map { type in
      RequestText.withoutBlanks(String(type.prefix { $0 != ";" })).lowercased()
    }
    guard operation == "PKIOperation" else { return }
    if method == "GET" {
      let value = parameters.first { $0.name == "message" }?.value ?? ""
      isEscaped = !value.contains { "+/=".contains($0) }
      octets = JSONValue.string(Self.unescaped(value)).base64Octets
    } else {
      octets = text.body
    }
    message = octets.flatMap { try? SignedMessage.read($0) }
  }

  /// Numbers of RenewalReq, PKCSReq and CertPoll (RFC 8894 section 3.2.1.2).
  private static let enrolments = ["17", "19", "20"]
  private static let operations = ["GetCACaps", "GetCACert", "GetNextCACert", "PKIOperation"]

  /// Percent-encoding taken off (RFC 3986 section 2.1).
  private static func unescaped(_ text: String) -> String {
    let octets = Array(text.utf8)
    var plain: [UInt8] = []
    var index = 0
    while index < octets.count {
      if octets[index] == UInt8(ascii: "%"), index + 2 < octets.count,
        let octet = UInt8(String(decoding: octets[index + 1...index + 2], as: UTF8.self), radix: 16)
      {
        plain.append(octet)
        index += 3
      } else {
        plain.append(octets[index])
        index += 1
      }
    }
    return String(decoding: plain, as: UTF8.self)
  }

  /// What the reply is judged by. What is enciphered is among it only where it could be opened.
  func asked(now: Int, inside: Inside?) -> Asked {
    var fields: [String: Field] = ["operation": .text(operation), "method": .text(method)]
    fields.merge(message?.requestFields(now: now) ?? [:]) { $1 }
    fields["signer"] = nil
    if let requested = inside?.requested {
      fields["publicKey"] = .bytes(requested.publicKey.subjectPublicKeyInfo)
      fields["subjectName"] = .bytes(requested.subjectName)
      fields["hasChallenge"] = .bool(!requested.challengePasswords.isEmpty)
    }
    if let certificate = inside?.certificate {
      fields["serialNumber"] = .bytes(certificate.serialNumber)
      fields["issuerName"] = .bytes(certificate.issuerName)
    }
    let signer = message?.verify(with: []).signer
    // Whoever signs with a certificate of its own making asks for one with the same key, as a rule.
    let asksForCertificate = message?.messageType.map(Self.enrolments.contains) ?? false
    let own = signer.flatMap { $0.isSelfIssued && asksForCertificate ? $0.publicKey.subjectPublicKeyInfo : nil }
    return Asked(
      operation: operation, carriesMessage: operation == "PKIOperation", isPlain: operation != "PKIOperation",
      fields: fields, signer: signer,
      requestedPublicKey: inside?.requested?.publicKey.subjectPublicKeyInfo ?? own,
      requestedSerialNumber: inside?.certificate?.serialNumber)
  }
}
