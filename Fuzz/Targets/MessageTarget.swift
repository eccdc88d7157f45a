import ScepspecASN1
import ScepspecCMS
import ScepspecModel
import ScepspecSCEPMessages

/// Messages as they come from a client or a server, and everything that lies in them.
enum MessageTarget {
  /// 2026-06-01.
  private static let now = 1_780_272_000
  private static let nobody = AuthorityCertificates([], now: now)

  @Sendable static func take(_ octets: [UInt8]) {
    readMessage(octets)
    readCertificates(octets)
    _ = ReplyReading(body: octets, context: MessageContext(now: now, authorities: nobody))
    _ = try? Envelope.read(octets)
    _ = try? IssuerAndSerialNumber.read(octets)
    _ = try? IssuerAndSubject.read(octets)
  }

  private static func readMessage(_ octets: [UInt8]) {
    guard let message = try? SignedMessage.read(octets) else { return }
    _ = message.requestFields(now: now)
    _ = message.verify(with: message.certificates.compactMap(\.certificate))
  }

  private static func readCertificates(_ octets: [UInt8]) {
    let reading = CACertificatesReading(body: octets, now: now)
    _ = reading.fields
    _ = NextCAReading(body: octets, authorities: reading.authorities.all, now: now)
    if let certificate = try? Certificate(der: octets) { _ = certificate.fields(now: now) }
    if let request = try? CertificationRequest(der: octets) { _ = (request.challengePasswords, request.signatureValid) }
    if let list = try? RevocationList(der: octets) { _ = list.entries }
    _ = try? Name(der: octets)
  }
}
