import ScepspecCMS

/// Certificates that have nothing to do with the authority; only faults use them.
struct Strangers: Sendable {
  /// A self-signed CA.
  var ca: Identity
  /// An end entity's, issued by that CA.
  var leaf: Certificate
  /// A self-signed CA with a key on an elliptic curve.
  var ecCA: Certificate
}

extension AuthorityPlan {
  func strangers() throws -> Strangers {
    let ca = try certified(
      .stranger, "/O=Elsewhere/CN=Stranger", ca: true, ["keyCertSign", "cRLSign"] + Self.carrying, years: 10,
      below: nil)
    let leaf = try CertificateTemplate(
      subject: try Name("/O=Elsewhere/CN=Somebody"), serialNumber: SerialNumber.random(random),
      notBefore: now - 86_400, notAfter: now + Self.year, publicKey: ca.key.publicKey,
      extensions: ["basicConstraints=critical,CA:FALSE", "keyUsage=critical,\(Self.carrying.joined(separator: ","))"]
    ).issue(signedBy: ca.key, issuer: ca.certificate)
    let key = try PrivateKey.generateEC()
    let ecCA = try CertificateTemplate(
      subject: try Name("/O=Elsewhere/CN=Curve"), serialNumber: SerialNumber.random(random), notBefore: now - 86_400,
      notAfter: now + Self.year, publicKey: key.publicKey,
      extensions: ["basicConstraints=critical,CA:TRUE", "keyUsage=critical,keyCertSign,cRLSign,digitalSignature"]
    ).issue(signedBy: key)
    return Strangers(ca: ca, leaf: leaf, ecCA: ecCA)
  }
}
