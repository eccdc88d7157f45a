import ScepspecASN1
import ScepspecCMS
import ScepspecModel
import ScepspecSCEPMessages

/// A PKCSReq of the test client to the test authority, and what tests ask of such messages.
enum TestMessage {
  static let signingTime = 1_750_000_000
  static let challenge = "tests-only"

  static func request() throws -> [UInt8] {
    let client = try TestIdentity.client.get()
    return try CertificationRequest.build(
      subject: Name("/CN=device 1"), key: client.key, challenges: [(challenge, .printableString)])
  }

  static func recipe(_ mutations: Mutation...) throws -> PKIMessageRecipe {
    let client = try TestIdentity.client.get()
    let authority = try TestIdentity.authority.get()
    var recipe = PKIMessageRecipe(signer: SignerRecipe(certificate: client.certificate, key: client.key))
    recipe.transactionID = "4f6e65"
    recipe.messageType = "19"
    recipe.senderNonce = [UInt8](repeating: 0xA5, count: 16)
    recipe.signingTime = signingTime
    recipe.payload = .certificationRequest(try request())
    recipe.recipients = [Recipient(authority.certificate)]
    recipe.mutations = mutations
    return recipe
  }

  /// What `openssl cms -verify` makes of it, without judging the signer's certificate.
  static func verified(_ message: [UInt8]) throws -> OpenSSLProgram {
    try OpenSSLProgram.run(
      ["cms", "-verify", "-binary", "-noverify", "-inform", "DER", "-in", "m"], files: ["m": message])
  }

  /// What `openssl cms -decrypt` makes of it with the authority's key.
  static func decrypted(_ envelope: [UInt8]) throws -> OpenSSLProgram {
    let authority = try TestIdentity.authority.get()
    return try OpenSSLProgram.run(
      [
        "cms", "-decrypt", "-binary", "-inform", "DER", "-in", "e", "-inkey", "k", "-recip", "c", "-provider",
        "default", "-provider", "legacy",
      ],
      files: [
        "e": envelope, "k": Array(authority.key.pem.utf8), "c": Array(authority.certificate.pem.utf8),
      ])
  }
}

/// The way to an element below a node, by the positions of the children.
extension BERNode {
  func below(_ path: Int...) -> BERNode? {
    var node: BERNode? = self
    for index in path { node = node.flatMap { $0.children.indices.contains(index) ? $0.children[index] : nil } }
    return node
  }
}

/// The parts of a SignedData as our builder lays them out.
struct MessageView {
  let root: BERNode

  init(_ octets: [UInt8]) throws { root = try BERNode.parse(octets) }

  var signedData: BERNode? { root.below(1, 0) }
  var eContent: BERNode? { signedData?.below(2, 1, 0) }
  var signerInfo: BERNode? { signedData?.children.last?.below(0) }
  var signedAttrs: BERNode? { signerInfo?.children.first { $0.bytes.first == 0xA0 } }
  var attributes: [[UInt8]] { signedAttrs?.children.map(\.bytes) ?? [] }

  func attribute(_ oid: String) -> BERNode? {
    signedAttrs?.children.first { $0.below(0)?.content == ObjectIdentifier.content(oid) }
  }
}
