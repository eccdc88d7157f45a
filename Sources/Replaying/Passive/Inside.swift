import ScepspecCMS
import ScepspecSCEPMessages

/// What the envelope of a request holds, opened with a key that somebody gave.
struct Inside {
  /// Of PKCSReq and RenewalReq.
  var requested: CertificationRequest?
  /// Of GetCert and GetCRL.
  var certificate: IssuerAndSerialNumber?
  /// Of CertPoll.
  var poll: IssuerAndSubject?

  init(_ content: [UInt8]) {
    requested = try? CertificationRequest(der: content)
    guard requested == nil else { return }
    certificate = (try? IssuerAndSerialNumber.read(content))?.value
    if certificate == nil { poll = (try? IssuerAndSubject.read(content))?.value }
  }

  /// As the vocabulary says it.
  var word: String { requested != nil ? "csr" : certificate != nil ? "issuerAndSerial" : "issuerAndSubject" }

  var isReadable: Bool { requested != nil || certificate != nil || poll != nil }
}
