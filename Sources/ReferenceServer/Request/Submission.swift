import ScepspecCMS
import ScepspecSCEPMessages

/// A pkiMessage in order: what it asks for.
enum Submission: Sendable {
  case enrolment(Enrolment)
  case poll
  case certificate(IssuerAndSerialNumber)
  case revocationList(IssuerAndSerialNumber)
}

/// What the envelope of a request holds.
enum RequestPayload: Sendable {
  case request(CertificationRequest)
  case issuerAndSubject
  case issuerAndSerialNumber(IssuerAndSerialNumber)

  /// The messageTypes that may carry it (RFC 8894 section 3.2.1.2).
  var messageTypes: Set<MessageType> {
    switch self {
    case .request: [.pkcsReq, .renewalReq]
    case .issuerAndSubject: [.certPoll]
    case .issuerAndSerialNumber: [.getCert, .getCRL]
    }
  }

  /// `nil` for anything else; octets behind the structure count as anything else unless `allowsTrailing`.
  init?(_ octets: [UInt8], allowsTrailing: Bool) {
    let octets = allowsTrailing ? Self.withoutTrailing(octets) : octets
    if let request = try? CertificationRequest(der: octets) {
      self = .request(request)
    } else if let (found, trailing) = try? IssuerAndSerialNumber.read(octets), trailing == 0 {
      self = .issuerAndSerialNumber(found)
    } else if let (_, trailing) = try? IssuerAndSubject.read(octets), trailing == 0 {
      self = .issuerAndSubject
    } else {
      return nil
    }
  }

  private static func withoutTrailing(_ octets: [UInt8]) -> [UInt8] {
    guard let (_, trailing) = try? IssuerAndSubject.read(octets) else { return octets }
    return Array(octets.dropLast(trailing))
  }
}
