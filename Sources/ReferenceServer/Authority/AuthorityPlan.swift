import ScepspecCMS

/// Makes the certificates of an authority.
struct AuthorityPlan {
  var layout: ServerLayout
  var name: String
  var keys: KeyRing
  var keyBits: Int
  var hasNextCA: Bool
  /// keyUsage of the certificate that deciphers and signs; `nil` for the right one, empty for no extension.
  var transportKeyUsage: [String]?
  var validity = CAValidityForm.normal
  var signature = CASignatureForm.sha256
  /// Seconds since 1970.
  var now: Int
  var random: @Sendable (Int) -> [UInt8]

  static let year = 365 * 86_400
  private static let issuing = ["keyCertSign", "cRLSign"]
  static let carrying = ["digitalSignature", "keyEncipherment"]

  func authority() throws -> Authority {
    let root = layout == .chain ? try makeRoot() : nil
    let issuer = try makeIssuer(below: root)
    let transport = hasRA ? try makeRA(below: issuer) : issuer
    let replying =
      layout == .raPair
      ? try certified(.replying, name + " RA Signer", ca: false, ["digitalSignature"], years: 5, below: issuer)
      : transport
    let next = hasNextCA ? try makeNext(after: issuer.certificate, below: root) : nil
    return Authority(issuer: issuer, transport: transport, replying: replying, root: root?.certificate, next: next)
  }

  /// A certificate for TLS on the loopback address, which nobody has reason to trust, and its key.
  func tlsIdentity() throws -> ServerConfiguration.TLSIdentity {
    let key = try keys.key(.stranger, bits: 2048)
    let template = CertificateTemplate(
      subject: try Name("/CN=127.0.0.1"), serialNumber: SerialNumber.random(random), notBefore: now - 86_400,
      notAfter: now + Self.year, publicKey: key.publicKey, extensions: ["subjectAltName=IP:127.0.0.1"])
    let certificate = try template.issue(signedBy: key, digest: .sha256, issuer: nil)
    return ServerConfiguration.TLSIdentity(certificates: certificate.pem, key: key.pem)
  }

  private var hasRA: Bool { layout == .ra || layout == .raPair }

  private func makeRoot() throws -> Identity {
    try certified(.root, name + " Root", ca: true, Self.issuing, years: 20, below: nil)
  }

  private func makeIssuer(below root: Identity?) throws -> Identity {
    let usage = hasRA ? Self.issuing + ["digitalSignature"] : transportKeyUsage ?? Self.issuing + Self.carrying
    return try certified(.issuing, name, ca: true, usage, years: 10, below: root)
  }

  private func makeRA(below issuer: Identity) throws -> Identity {
    let usage = transportKeyUsage ?? (layout == .raPair ? ["keyEncipherment"] : Self.carrying)
    return try certified(.transport, name + " RA", ca: false, usage, years: 5, below: issuer)
  }

  /// Valid already, and for as long again once the present one has ended.
  private func makeNext(after current: Certificate, below root: Identity?) throws -> Identity {
    try certified(
      .next, name + " Next", ca: true, Self.issuing + Self.carrying, years: root == nil ? 20 : 19, below: root)
  }

  private func end(after years: Int) -> Int {
    switch validity {
    case .normal: now + years * Self.year
    case .expired: now - 86_400
    case .late: Self.lateEnd
    }
  }

  /// 2060-01-01T00:00:00Z.
  private static let lateEnd = 2_840_140_800

  func certified(
    _ role: KeyRing.Role, _ subject: String, ca: Bool, _ usage: [String], years: Int, below issuer: Identity?
  ) throws -> Identity {
    let key = try keys.key(role, bits: keyBits)
    var extensions = ["basicConstraints=critical,CA:\(ca ? "TRUE" : "FALSE")"]
    if !usage.isEmpty { extensions.append("keyUsage=critical,\(usage.joined(separator: ","))") }
    extensions.append("subjectKeyIdentifier=hash")
    if issuer != nil { extensions.append("authorityKeyIdentifier=keyid") }
    let start = validity == .expired ? now - 2 * Self.year : now - 86_400
    var template = CertificateTemplate(
      subject: try Name(subject), serialNumber: SerialNumber.random(random), notBefore: start,
      notAfter: end(after: years), publicKey: key.publicKey,
      extensions: extensions)
    template.usesPSS = signature == .pss
    let certificate = try template.issue(
      signedBy: issuer?.key ?? key, digest: signature == .sha1 ? .sha1 : .sha256, issuer: issuer?.certificate)
    return Identity(certificate: certificate, key: key)
  }
}
