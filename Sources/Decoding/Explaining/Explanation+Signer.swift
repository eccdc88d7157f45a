import ScepspecCMS
import ScepspecModel
import ScepspecSCEPMessages

extension Explanation {
  mutating func signer(_ signer: SignerInfo, _ message: SignedMessage, isWhole: Bool) {
    fact("signature", algorithm("signature algorithm", signer.signatureAlgorithm))
    fields["signatureAlgorithm"] = signer.signatureAlgorithm.map { .text($0.oid) }
    if let digest = signer.digestAlgorithm { judge(digest.oid, as: "digest", at: digest.encoding.offset) }
    let finding = message.verify(with: [])
    fact("signer", finding.signer.map(Self.line) ?? identifier(signer.identifier))
    guard isWhole else { return }
    fact("signature is", verdict(finding))
  }

  private mutating func verdict(_ finding: SignatureFinding) -> String {
    if let signer = finding.signer, signer.publicKey.kind == .rsa, signer.publicKey.bits < 2048 {
      odd("short-key", "The signer's RSA key has \(signer.publicKey.bits) bits only.")
    }
    if finding.isValid {
      if finding.needsSorting {
        odd("signed-sorted", "The signature fits the attributes in sorted order only, not as they stand.")
      }
      if !finding.coversContent {
        odd("digest-differs", "The signature is valid, and the messageDigest does not fit the content.")
        return "valid, but not for this content"
      }
      return "valid, by the key of the certificate in the message (whether it is trusted is not looked at)"
    }
    let problem = finding.problem?.rawValue ?? "the reason is not known"
    switch finding.problem {
    case .wrongSignature?, .noSignature?:
      odd("signature-invalid", "The signature is not valid: \(problem).")
      return "not valid: \(problem)"
    default:
      odd("signature-unchecked", "The signature cannot be checked: \(problem).")
      return "cannot be checked: \(problem)"
    }
  }

  /// A certificate in a line.
  static func line(_ certificate: Certificate) -> String {
    let subject = certificate.subject.isEmpty ? "without subject" : certificate.subject
    let issuer = certificate.isSelfIssued ? "self-issued" : "issued by \(certificate.issuer)"
    let kind = certificate.isCA ? ", CA" : ""
    let key = "\(certificate.publicKey.kind.rawValue) \(certificate.publicKey.bits)"
    return "\(subject), \(issuer)\(kind), serial number \(serial(certificate.serialNumber)), \(key), "
      + "valid from \(Time.text(certificate.notBefore)) to \(Time.text(certificate.notAfter))"
  }
}
