extension Alteration {
  /// How the signed attributes, and the message around them, are encoded.
  static let encodings: [Alteration] = [
    retagged(
      .transactionID, "UTF8String", 0x0C, red: ["certrep/transaction-id-encoding"],
      "RFC8894-3.2.1.1-transactionID-printablestring"),
    retagged(
      .transactionID, "IA5String", 0x16, red: ["certrep/transaction-id-encoding"],
      "RFC8894-3.2.1-enc-transactionID-printable"),
    retagged(
      .messageType, "UTF8String", 0x0C, red: ["certrep/message-type-encoding"],
      "RFC8894-3.2.1-enc-messageType-printable-decimal"),
    retagged(
      .pkiStatus, "UTF8String", 0x0C, red: ["certrep/status-encoding"], "RFC8894-3.2.1-enc-pkiStatus-printable-decimal"),
    retagged(
      .recipientNonce, "PrintableString", 0x13, red: ["certrep/recipient-nonce-encoding"],
      "RFC8894-3.2.1-enc-recipientNonce-octet16"),
    retagged(
      .senderNonce, "PrintableString", 0x13, red: ["certrep/sender-nonce-encoding"],
      "RFC8894-3.2.1-enc-senderNonce-octet16"),
    retagged(
      .failInfo, "UTF8String", 0x0C, red: ["certrep/fail-info-encoding"],
      "RFC8894-3.2.1-enc-failInfo-printable-decimal", .failure),
    .signed(
      "messageType is an INTEGER", red: ["certrep/message-type-encoding"],
      cites: ["RFC8894-3.2.1-enc-messageType-printable-decimal"]
    ) { message, _ in message[.messageType] = .integer(3) },
    .signed(
      "pkiStatus is an INTEGER", red: ["certrep/status-encoding"],
      cites: ["RFC8894-3.2.1-enc-pkiStatus-printable-decimal"]
    ) { message, _ in
      message[.pkiStatus] = message.text(.pkiStatus).flatMap { UInt8($0) }.map { .integer($0) }
    },
    .signed(
      "failInfo is an INTEGER", .failure, red: ["certrep/fail-info-encoding"],
      cites: ["RFC8894-3.2.1-enc-failInfo-printable-decimal"]
    ) { message, _ in message[.failInfo] = .integer(2) },
    .message(
      "The signed attributes stand in another order than they were signed in", red: ["certrep/attributes-sorted"],
      cites: ["RFC8894-3.2.1-signed-attributes-DER"]
    ) { message, scene in
      try message.sign(scene.workshop.caKey)
      message.attributes.reverse()
    },
    .message(
      "The signed attributes are signed unsorted", red: ["certrep/attributes-sorted"],
      cites: ["RFC8894-3.2.1-signed-attributes-DER"]
    ) { message, scene in
      message.attributes.sort { $1.encoded.lexicographicallyPrecedes($0.encoded) }
      try message.sign(scene.workshop.caKey, sorts: false)
    },
    .message(
      "The signed attributes have an indefinite length", red: ["certrep/attributes-der"],
      cites: ["RFC8894-3.2.1-signed-attributes-DER"]
    ) { message, scene in
      try message.sign(scene.workshop.caKey)
      message.signerInfo[3].form = .indefinite
    },
    .message(
      "One signed attribute has an indefinite length", red: ["certrep/attributes-der", "certrep/attributes-sorted"],
      cites: ["RFC8894-3.2.1-signed-attributes-DER"]
    ) { message, scene in
      try message.sign(scene.workshop.caKey)
      message.signerInfo[3, 0].form = .indefinite
    },
    .message(
      "A length in the signed attributes takes four octets", red: ["certrep/attributes-der"],
      cites: ["RFC8894-3.2.1-signed-attributes-DER"]
    ) { message, scene in
      message.signerInfo[3, 0].form = .longLength
      try message.sign(scene.workshop.caKey)
    },
    .signed(
      "transactionID has two values", red: ["certrep/attributes-once"],
      cites: ["RFC8894-3.2.1-attributes-single-valued"]
    ) { message, _ in message.add(.printableString("another"), to: .transactionID) },
    .signed(
      "pkiStatus of a SUCCESS stands there twice", .success, red: ["certrep/attributes-once"],
      cites: ["RFC8894-3.2.1-attributes-single-valued"]
    ) { message, _ in
      message.attributes.append(.sequence([.oid("2.16.840.1.113733.1.9.3"), .set([.printableString("0")])]))
    },
    .message(
      "The ContentInfo is missing around the SignedData", red: ["certrep/is-content-info"],
      cites: ["RFC8894-3.2-is-cms-signeddata"]
    ) { message, _ in message.root = message.signedData },
    .message(
      "The ContentInfo says that it is data", red: ["certrep/is-content-info"], cites: ["RFC8894-3-outer-signedData"]
    ) {
      message, _ in message.root[0] = .oid("1.2.840.113549.1.7.1")
    },
    .signed(
      "eContentType is envelopedData", red: ["certrep/content-type-data"], cites: ["RFC8894-3.2-eContentType-data"]
    ) {
      message, _ in message.encapsulated[0] = .oid("1.2.840.113549.1.7.3")
    },
    .message("The SignedData has version 4", red: ["certrep/version"], cites: ["RFC8894-3.2-is-cms-signeddata"]) {
      message, _ in message.signedData[0] = .integer(4)
    },
    .message("The SignerInfo has version 3", red: ["certrep/version"], cites: ["RFC8894-3.2-is-cms-signeddata"]) {
      message, _ in message.signerInfo[0] = .integer(3)
    },
    .message("There is a second SignerInfo", red: ["certrep/one-signer-info"], cites: ["RFC8894-3-single-signerinfo"]) {
      message, _ in message.signerInfos.append(message.signerInfo)
    },
    .message(
      "There is no SignerInfo", red: ["enrolment/answered-by-certrep"], cites: ["RFC8894-3-outer-signedData"]
    ) { message, _ in message.signerInfos = [] },
  ]

  private static func retagged(
    _ attribute: SignedReply.Attribute, _ name: String, _ tag: UInt8, red: Set<String>, _ cite: String,
    _ place: Place = .certRep
  ) -> Alteration {
    .signed("\(attribute) is a \(name)", place, red: red, cites: [cite]) { message, _ in
      message[attribute] = message[attribute].map { DER(tag, $0.contentOctets) }
    }
  }
}
