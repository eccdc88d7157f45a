import Foundation
import ScepspecCMS
import ScepspecModel
import ScepspecSCEPMessages

/// Makes the messages for parsers anew; keys and random octets are new each time.
enum MessageInputs {
  typealias Input = (id: String, about: String, octets: [UInt8])

  static func all(_ group: String) throws -> [Input] {
    let maker = try MessageMaker()
    switch group {
    case "valid": return try maker.valid()
    case "odd": return try maker.odd()
    default: return try maker.malformed()
    }
  }
}

/// The parties of the messages.
struct MessageMaker {
  let key: PrivateKey
  let authority: Certificate
  let client: Certificate
  let elliptic: PrivateKey
  let ellipticCertificate: Certificate

  static let types = [
    ("pkcsreq", "19"), ("renewalreq", "17"), ("certpoll", "20"), ("getcert", "21"), ("getcrl", "22"),
  ]
  static let digests: [(String, Digest)] = [("sha1", .sha1), ("sha256", .sha256), ("sha512", .sha512)]
  static let ciphers: [(String, ContentCipher)] = [("des3", .des3CBC), ("aes128", .aes128CBC), ("aes256", .aes256CBC)]

  init() throws {
    let pem = try String(contentsOf: Inputs.root.appendingPathComponent("Golden/wire/test-key.pem"), encoding: .utf8)
    key = try PrivateKey(pem: pem)
    elliptic = try PrivateKey.generateEC()
    func certificate(
      _ subject: String, _ serial: [UInt8], _ publicKey: PublicKey, _ extensions: [String], _ signer: PrivateKey
    ) throws -> Certificate {
      try CertificateTemplate(
        subject: try Name(subject), serialNumber: serial, notBefore: 1_700_000_000, notAfter: 2_000_000_000,
        publicKey: publicKey, extensions: extensions
      ).issue(signedBy: signer)
    }
    authority = try certificate(
      "/C=ZZ/O=Example/CN=Example CA", [0x00, 0xF0, 0x01], key.publicKey,
      ["basicConstraints=critical,CA:TRUE", "subjectKeyIdentifier=hash"], key)
    client = try certificate(
      "/CN=device 1", [0x0A, 0xBC], key.publicKey,
      ["keyUsage=critical,digitalSignature,keyEncipherment", "subjectKeyIdentifier=hash"], key)
    ellipticCertificate = try certificate("/CN=device 2", [0x01], elliptic.publicKey, [], elliptic)
  }

  private func nonce(_ seed: Int, _ count: Int = 16) -> [UInt8] { (0..<count).map { UInt8(($0 * 7 + seed) & 0xFF) } }

  func request(_ type: String = "19", digest: Digest = .sha256, cipher: ContentCipher = .aes128CBC) throws
    -> PKIMessageRecipe
  {
    var recipe = PKIMessageRecipe(signer: SignerRecipe(certificate: client, key: key, digest: digest))
    (recipe.messageType, recipe.transactionID, recipe.senderNonce) = (type, "transaction-\(type)", nonce(1))
    recipe.cipher = cipher
    recipe.recipients = [Recipient(authority)]
    recipe.payload =
      switch type {
      case "19", "17":
        .certificationRequest(
          try CertificationRequest.build(subject: try Name("/CN=device 1"), key: key.publicKey, signingKey: key))
      case "20": .issuerAndSubject(IssuerAndSubject(issuerName: authority.subjectName, subjectName: client.subjectName))
      default:
        .issuerAndSerialNumber(IssuerAndSerialNumber(issuerName: authority.subjectName, serialNumber: [0x0A, 0xBC]))
      }
    return recipe
  }

  func reply(_ status: String = "0", digest: Digest = .sha256, cipher: ContentCipher = .aes128CBC) throws
    -> PKIMessageRecipe
  {
    var recipe = PKIMessageRecipe(signer: SignerRecipe(certificate: authority, key: key, digest: digest))
    (recipe.messageType, recipe.transactionID, recipe.pkiStatus) = ("3", "transaction-19", status)
    (recipe.senderNonce, recipe.recipientNonce) = (nonce(3), nonce(1))
    recipe.cipher = cipher
    if status == "2" { recipe.failInfo = "2" }
    if status == "0" {
      recipe.payload = try .signedData(SignedDataRecipe(certificates: [client]))
      recipe.recipients = [Recipient(client)]
    }
    return recipe
  }

  func changed(_ recipe: PKIMessageRecipe, _ change: (inout PKIMessageRecipe) throws -> Void) throws -> [UInt8] {
    var recipe = recipe
    try change(&recipe)
    return try recipe.build()
  }
}
