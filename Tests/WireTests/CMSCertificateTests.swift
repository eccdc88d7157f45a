import ScepspecCMS
import Testing

@Suite("Certificates, requests and revocation lists")
struct CMSCertificateTests {
  @Test("A certificate says what its template said")
  func issued() throws {
    let authority = try TestIdentity.authority.get()
    let client = try TestIdentity.client.get()
    let certificate = try CertificateTemplate(
      subject: Name("/C=US/O=Some\\/Org, Inc./CN=dëv 1"), serialNumber: [0x00, 0x80, 0x01],
      notBefore: 1_700_000_000, notAfter: 2_600_000_000, publicKey: client.key.publicKey,
      extensions: [
        "basicConstraints=CA:FALSE", "keyUsage=critical,digitalSignature,keyEncipherment",
        "extendedKeyUsage=clientAuth,1.2.3.4", "subjectAltName=DNS:a.example,IP:192.0.2.1",
        "subjectKeyIdentifier=hash", "authorityKeyIdentifier=critical,keyid:always",
      ]
    ).issue(signedBy: authority.key, issuer: authority.certificate)
    #expect(certificate.subject == "CN=dëv 1,O=Some/Org\\, Inc.,C=US")
    #expect(certificate.issuer == authority.certificate.subject)
    #expect(certificate.issuerName == authority.certificate.subjectName)
    #expect(certificate.serialNumber == [0x00, 0x80, 0x01])
    #expect(certificate.version == 3)
    #expect(certificate.notBefore == 1_700_000_000)
    #expect(certificate.notAfter == 2_600_000_000)
    #expect(certificate.publicKey == client.key.publicKey)
    #expect(certificate.signatureAlgorithmOID == Digest.sha256.rsaSignatureOID)
    #expect(!certificate.isCA)
    #expect(certificate.keyUsage == ["digitalSignature", "keyEncipherment"])
    #expect(certificate.extendedKeyUsage == ["1.3.6.1.5.5.7.3.2", "1.2.3.4"])
    #expect(certificate.subjectAltNames == ["DNS:a.example", "IP Address:192.0.2.1"])
    #expect(certificate.subjectKeyIdentifier?.count == 20)
    #expect(!certificate.isSelfIssued)
    #expect(certificate.isDER)
    #expect(certificate.isSigned(by: authority.certificate))
    #expect(!certificate.isSigned(by: client.certificate))
    #expect(certificate.extensions.first { $0.oid == "2.5.29.35" }?.isCritical == true)
    #expect(try Certificate(pem: certificate.pem) == certificate)
  }

  @Test("A certificate without keyUsage says so")
  func noKeyUsage() throws {
    let client = try TestIdentity.client.get()
    let certificate = try template(client).issue(signedBy: client.key)
    #expect(certificate.keyUsage == nil)
    #expect(certificate.isSelfIssued)
    #expect(certificate.isSigned(by: certificate))
  }

  @Test(
    "Odd serial numbers stay as they are",
    arguments: [[0x00], [0xFF], [0x80, 0x01], [UInt8](repeating: 0x7F, count: 40)])
  func serialNumbers(octets: [UInt8]) throws {
    let client = try TestIdentity.client.get()
    var odd = try template(client)
    odd.serialNumber = octets
    #expect(try odd.issue(signedBy: client.key).serialNumber == octets)
  }

  @Test("Weak digests and forged issuer names are made on request", arguments: [Digest.md5, .sha1])
  func weak(digest: Digest) throws {
    let authority = try TestIdentity.authority.get()
    let client = try TestIdentity.client.get()
    var forged = try template(client)
    forged.issuer = try Name(der: authority.certificate.subjectName)
    let certificate = try forged.issue(signedBy: client.key, digest: digest)
    #expect(certificate.issuerName == authority.certificate.subjectName)
    #expect(certificate.signatureAlgorithmOID == digest.rsaSignatureOID)
    #expect(!certificate.isSigned(by: authority.certificate))
    #expect(certificate.isSigned(by: client.certificate))
  }

  @Test("Octets after a certificate are refused, not overlooked")
  func trailing() throws {
    let der = try TestIdentity.client.get().certificate.der
    #expect(throws: CryptoError(.trailingOctets, "")) { try Certificate(der: der + [0]) }
  }

  @Test(
    "Extension texts that OpenSSL does not know are errors",
    arguments: ["nonsense", "x=y", "keyUsage=flying", "subjectAltName=@section", "authorityKeyIdentifier=keyid:always"])
  func badExtensions(text: String) throws {
    #expect(throws: CryptoError(.invalidArgument, "")) { try Extension(text) }
  }

  @Test("A request carries its challenges in order and in their string types")
  func challenges() throws {
    let client = try TestIdentity.client.get()
    let der = try CertificationRequest.build(
      subject: Name("/CN=x"), key: client.key, challenges: [("wrong", .utf8String), ("a", .printableString)],
      extensions: ["subjectAltName=DNS:a.example", "basicConstraints=critical,CA:TRUE"])
    let request = try CertificationRequest(der: der)
    #expect(request.challengePasswords.map(\.octets) == [Array("wrong".utf8), Array("a".utf8)])
    #expect(request.challengePasswords.map(\.tag) == [0x0C, 0x13])
    #expect(request.extensions.map(\.oid) == ["2.5.29.17", "2.5.29.19"])
    #expect(request.extensions.map(\.isCritical) == [false, true])
    #expect(request.subject == "CN=x")
    #expect(request.publicKey == client.key.publicKey)
    #expect(request.signatureValid)
    #expect(CertificationRequest.StringType.fitting("a-b 1") == .printableString)
    #expect(CertificationRequest.StringType.fitting("a_b") == .utf8String)
  }

  @Test("A request signed by another key is read, and its signature does not hold")
  func proofOfPossession() throws {
    let client = try TestIdentity.client.get()
    let stranger = try TestIdentity.stranger.get()
    let der = try CertificationRequest.build(
      subject: Name("/CN=x"), key: client.key.publicKey, digest: .md5, signingKey: stranger.key)
    let request = try CertificationRequest(der: der)
    #expect(!request.signatureValid)
    #expect(request.signatureAlgorithmOID == Digest.md5.rsaSignatureOID)
    #expect(request.challengePasswords.isEmpty)
  }

  @Test("The openssl program reads a request, with its attributes in DER order")
  func requestIsRead() throws {
    let client = try TestIdentity.client.get()
    let der = try CertificationRequest.build(
      subject: Name("/O=a/CN=x"), key: client.key, challenges: [("secret", .printableString)],
      extensions: ["subjectAltName=DNS:a.example"])
    let result = try OpenSSLProgram.run(
      ["req", "-inform", "DER", "-in", "r", "-verify", "-noout", "-text"], files: ["r": der])
    #expect(result.status == 0, "\(result.errors)")
    let text = String(decoding: result.output, as: UTF8.self)
    #expect(text.contains("DNS:a.example"))
    #expect(text.contains("challengePassword"))
  }

  @Test("A revocation list holds its entries and its issuer's signature")
  func revocationList() throws {
    let authority = try TestIdentity.authority.get()
    let client = try TestIdentity.client.get()
    let list = try RevocationList.build(
      issuer: authority.certificate.subjectName, key: authority.key,
      entries: [.init(serialNumber: [0x00, 0x90], revoked: 1_710_000_000)], thisUpdate: 1_720_000_000,
      nextUpdate: 2_600_000_000)
    #expect(list.issuer == authority.certificate.subject)
    #expect(list.issuerName == authority.certificate.subjectName)
    #expect(list.thisUpdate == 1_720_000_000)
    #expect(list.nextUpdate == 2_600_000_000)
    #expect(list.entries == [.init(serialNumber: [0x00, 0x90], revoked: 1_710_000_000)])
    #expect(list.isSigned(by: authority.certificate))
    #expect(!list.isSigned(by: client.certificate))
  }

  @Test("An empty name and a bad one are told apart")
  func names() throws {
    #expect(try Name("/").der == [0x30, 0])
    #expect(try Name("").text == "")
    #expect(throws: CryptoError(.invalidArgument, "")) { try Name("/nonsense") }
    #expect(throws: CryptoError(.invalidArgument, "")) { try Name("/NoSuchType=x") }
  }

  private func template(_ identity: TestIdentity) throws -> CertificateTemplate {
    CertificateTemplate(
      subject: try Name("/CN=odd"), serialNumber: [1], notBefore: 1_700_000_000, notAfter: 1_800_000_000,
      publicKey: identity.key.publicKey)
  }
}
