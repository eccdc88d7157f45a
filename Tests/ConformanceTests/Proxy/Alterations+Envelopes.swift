import ScepspecCMS

extension Alteration {
  /// What the EnvelopedData is like.
  static let envelopes: [Alteration] = [
    .envelope(
      "The envelope is for another recipient", red: ["envelope/for-the-signer", "envelope/opens"],
      cites: ["RFC8894-2.3-response-encrypted-to-signer"]
    ) { envelope, scene in
      let stranger = try scene.workshop.stranger()
      envelope.recipient[1] = .sequence([try DER(parsing: stranger.issuerName), DER(0x02, stranger.serialNumber)])
      envelope.recipient[3] = .octetString(try stranger.publicKey.encryptKey(envelope.key, transport: .rsaEncryption))
    },
    .envelope(
      "The content key is for another key than the certificate's that is named", red: ["envelope/opens"],
      cites: ["RFC8894-2.3-response-encrypted-to-signer"]
    ) { envelope, _ in
      let key = try Workshop.strangerKey.get().publicKey
      envelope.recipient[3] = .octetString(try key.encryptKey(envelope.key, transport: .rsaEncryption))
    },
    .envelope(
      "The recipientInfo names another serial number", red: ["envelope/for-the-signer"],
      cites: ["RFC8894-2.3-response-encrypted-to-signer"]
    ) { envelope, _ in envelope.recipient[1, 1] = .integer(77) },
    .envelope(
      "Somebody else can open the envelope too", red: ["envelope/for-nobody-else", "envelope/for-the-signer-alone"],
      cites: ["RFC8894-2.3-response-encrypted-to-signer"]
    ) { envelope, scene in
      let stranger = try scene.workshop.stranger()
      var second = envelope.recipient
      second[1] = .sequence([try DER(parsing: stranger.issuerName), DER(0x02, stranger.serialNumber)])
      second[3] = .octetString(try stranger.publicKey.encryptKey(envelope.key, transport: .rsaEncryption))
      envelope.data[1].elements.append(second)
    },
    .envelope(
      "The EnvelopedData has version 2", red: ["envelope/version"], cites: ["RFC8894-3.2.2-envelope-is-envelopedData"]
    ) {
      envelope, _ in envelope.data[0] = .integer(2)
    },
    .envelope(
      "The recipientInfo has version 2", red: ["envelope/version"], cites: ["RFC8894-3.2.2-envelope-is-envelopedData"]
    ) {
      envelope, _ in envelope.recipient[0] = .integer(2)
    },
    .envelope(
      "The reply is enciphered with single DES", red: ["envelope/not-single-des"],
      cites: ["RFC8894-2.9-no-single-des-response"]
    ) {
      envelope, scene in try envelope.use(.desCBC, for: try key(of: envelope, scene))
    },
    .envelope(
      "The reply is enciphered with RC2", red: ["envelope/not-single-des"],
      cites: ["RFC8894-2.9-no-single-des-response"]
    ) {
      envelope, scene in try envelope.use(.rc2CBC, for: try key(of: envelope, scene))
    },
    .envelope(
      "The reply is enciphered with triple DES", red: ["envelope/cipher-as-asked"],
      cites: ["RFC8894-3.5.2-use-aes128-sha256"]
    ) {
      envelope, scene in try envelope.use(.des3CBC, for: try key(of: envelope, scene))
    },
    .envelope(
      "The content key travels by OAEP", red: ["envelope/key-transport-as-asked"],
      cites: ["RFC8894-3.1-keytrans-for-rsa"]
    ) { envelope, scene in
      let key = try key(of: envelope, scene)
      envelope.recipient[2] = .sequence([.oid("1.2.840.113549.1.1.7"), .sequence([])])
      envelope.recipient[3] = .octetString(try key.encryptKey(envelope.key, transport: .oaepSHA1))
    },
    .envelope(
      "The key encryption algorithm has no parameters", red: ["envelope/key-encryption-parameters"],
      cites: ["RFC8894-3.1-keytrans-for-rsa"]
    ) { envelope, _ in envelope.recipient[2] = .sequence([.oid("1.2.840.113549.1.1.1")]) },
    .envelope(
      "The enciphered content is declared as signedData", red: ["envelope/inner-content-type"],
      cites: ["RFC8894-3.2.2-inner-contentType-data"]
    ) { envelope, _ in envelope.contentInfo[0] = .oid("1.2.840.113549.1.7.2") },
    .envelope(
      "encryptedContent is in segments", red: ["envelope/encrypted-content-primitive"],
      cites: ["RFC8894-3.2.2-envelope-is-envelopedData"]
    ) { envelope, _ in
      let octets = envelope.contentInfo[2].contentOctets
      envelope.contentInfo[2] = DER(
        0xA0, [.octetString(Array(octets.prefix(64))), .octetString(Array(octets.dropFirst(64)))])
    },
    .envelope(
      "encryptedContent is a bare OCTET STRING", red: ["envelope/encrypted-content-implicit"],
      cites: ["RFC8894-3.2.2-envelope-is-envelopedData"]
    ) { envelope, _ in envelope.contentInfo[2].tag = 0x04 },
    .envelope(
      "encryptedContent is cut by an octet", red: ["envelope/opens"], cites: ["RFC8894-3.2.2-encryptedContent-matches"]
    ) {
      envelope, _ in
      envelope.contentInfo[2] = DER(0x80, Array(envelope.contentInfo[2].contentOctets.dropLast()))
    },
    .envelope(
      "The IV has another first bit", red: ["envelope/payload-degenerate"], cites: ["RFC8894-3.3.2-payload-degenerate"]
    ) {
      envelope, _ in
      var iv = envelope.iv
      iv[0] ^= 0x80
      envelope.contentInfo[1, 1] = .octetString(iv)
    },
    .envelope("The padding is wrong", red: ["envelope/opens"], cites: ["RFC8894-3.2.2-encryptedContent-matches"]) {
      envelope, _ in
      // The last block but one decides the padding of the last one (CBC); the certificate's end suffers with it.
      var octets = envelope.contentInfo[2].contentOctets
      octets[octets.count - 17] ^= 0xFF
      envelope.contentInfo[2] = DER(0x80, octets)
    },
    .envelope(
      "The envelope says that it is signedData", red: ["envelope/present"],
      cites: ["RFC8894-3.2.2-envelope-is-envelopedData"]
    ) {
      envelope, _ in envelope.root[0] = .oid("1.2.840.113549.1.7.2")
    },
    .envelope(
      "The ContentInfo is missing around the envelope", red: ["envelope/present"],
      cites: ["RFC8894-3.2-content-is-envelope"]
    ) {
      envelope, _ in envelope.root = envelope.data
    },
    .signed(
      "A SUCCESS has no content", .success, red: ["envelope/present"],
      cites: ["RFC8894-3.3.2.1-success-has-degenerate-payload"]
    ) {
      message, _ in message.content = nil
    },
    .signed("A SUCCESS has its payload in clear", .success, red: ["envelope/present"], cites: ["RFC8894-3-two-layers"])
    {
      message, scene in
      message.content = try OpenedEnvelope(message.content ?? [], keys: scene.workshop.openers).plain
    },
    .signed(
      "A FAILURE has a content", .failure, red: ["certrep/failure-without-content"],
      cites: ["RFC8894-3.3.2.2-failure-no-envelope"]
    ) { message, _ in message.content = Array("content".utf8) },
    .signed(
      "A FAILURE has an empty content", .failure, red: ["certrep/failure-without-content"],
      cites: ["RFC8894-3.3.2.2-failure-no-envelope"]
    ) { message, _ in message.content = [] },
  ]

  /// The key that the envelope is for: the requester's.
  private static func key(of envelope: OpenedEnvelope, _ scene: Scene) throws -> PublicKey {
    for key in scene.workshop.openers
    where (try? key.decryptKey(envelope.recipient[3].contentOctets, transport: .rsaEncryption)) == envelope.key {
      return key.publicKey
    }
    throw DER.Malformed()
  }
}
