import Foundation
import ScepspecCMS
import ScepspecModel
import ScepspecReferenceServer
import ScepspecSCEPExchange

/// What an alteration may use: the keys of both sides, the CA certificates, and somebody who has no business here.
struct Workshop: Sendable {
  /// The CA's, which signs CertReps as well (layout `single`).
  var caKey: PrivateKey
  var ca: Certificate
  var now: Int

  static let clientKeys: [ClientKeys.Role: PrivateKey] = Dictionary(
    uniqueKeysWithValues: [ClientKeys.Role.client, .other].compactMap { role in
      (try? PrivateKey.generateRSA(bits: 2048)).map { (role, $0) }
    })
  static let strangerKey = Result { try PrivateKey.generateRSA(bits: 2048) }
  static let curveKey = Result { try PrivateKey.generateEC() }

  init(ca: Certificate, keys: KeyRing) throws {
    caKey = try keys.key(.issuing, bits: 2048)
    self.ca = ca
    now = Int(Date().timeIntervalSince1970)
  }

  var openers: [PrivateKey] { Array(Self.clientKeys.values) }

  /// A certificate as the CA issues it, changed by the test.
  func certificate(
    _ subject: String = "/O=Altered/CN=device", for key: PublicKey, by signer: PrivateKey? = nil,
    digest: Digest = .sha256, _ change: (inout CertificateTemplate) throws -> Void = { _ in }
  ) throws -> DER {
    var template = CertificateTemplate(
      subject: try Name(subject), serialNumber: [0x4D] + Randomness.bytes(12), notBefore: now - 3_600,
      notAfter: now + 86_400 * 300, publicKey: key,
      extensions: ["basicConstraints=critical,CA:FALSE", "keyUsage=critical,digitalSignature,keyEncipherment"])
    try change(&template)
    return try DER(parsing: template.issue(signedBy: signer ?? caKey, digest: digest, issuer: ca).der)
  }

  /// A self-signed CA that bears any name.
  func stranger(_ subject: String = "/O=Elsewhere/CN=Stranger") throws -> Certificate {
    let key = try Self.strangerKey.get()
    return try CertificateTemplate(
      subject: try Name(subject), serialNumber: [0x51] + Array(subject.utf8.suffix(8)), notBefore: now - 86_400,
      notAfter: now + 86_400 * 3_000, publicKey: key.publicKey,
      extensions: [
        "basicConstraints=critical,CA:TRUE", "keyUsage=critical,keyCertSign,cRLSign,digitalSignature,keyEncipherment",
      ]
    ).issue(signedBy: key)
  }

  /// A second CA certificate of the same CA, for the bundles that have several.
  func authority(
    _ subject: String, key: PrivateKey, by signer: PrivateKey, issuer: Certificate? = nil,
    _ change: (inout CertificateTemplate) throws -> Void = { _ in }
  ) throws -> Certificate {
    var template = CertificateTemplate(
      subject: try Name(subject), serialNumber: [0x53] + Array(subject.utf8.suffix(8)), notBefore: now - 86_400,
      notAfter: now + 86_400 * 3_000, publicKey: key.publicKey,
      extensions: [
        "basicConstraints=critical,CA:TRUE", "keyUsage=critical,keyCertSign,cRLSign,digitalSignature,keyEncipherment",
      ])
    try change(&template)
    return try template.issue(signedBy: signer, issuer: issuer)
  }

  /// A degenerate SignedData in its ContentInfo, as GetCACert has it.
  func bundle(_ certificates: [DER]) -> DER {
    .sequence([
      .oid("1.2.840.113549.1.7.2"),
      DER(
        0xA0,
        [
          .sequence([
            .integer(1), .set([]), .sequence([.oid("1.2.840.113549.1.7.1")]), DER(0xA0, certificates), .set([]),
          ])
        ]),
    ])
  }
}
