import ScepspecCMS

extension Alteration {
  private static let transactionID: Set<String> = [
    "certrep/transaction-id-copied", "certrep/transaction-id-case-kept", "certrep/transaction-id-of-any-length",
  ]

  /// What the signed attributes say.
  static let attributes: [Alteration] = [
    .signed(
      "One bit of recipientNonce is inverted",
      red: ["certrep/recipient-nonce-copied", "certrep/short-nonce-copied", "certrep/long-nonce-copied"],
      cites: ["RFC8894-3.2.1.5-copy-to-recipientNonce"]
    ) { message, _ in message[.recipientNonce] = message[.recipientNonce].map { flipped($0) } },
    .signed(
      "recipientNonce is dropped",
      red: ["certrep/recipient-nonce-copied", "certrep/short-nonce-copied", "certrep/long-nonce-copied"],
      cites: ["RFC8894-3.2.1-certrep-recipientNonce"]
    ) { message, _ in message[.recipientNonce] = nil },
    .signed(
      "recipientNonce is dropped from refusals only", .failure, red: ["certrep/recipient-nonce-copied"],
      cites: ["RFC8894-3.2.1-certrep-recipientNonce"]
    ) { message, _ in message[.recipientNonce] = nil },
    .signed(
      "recipientNonce is cut to eight octets", red: ["certrep/recipient-nonce-copied", "certrep/long-nonce-copied"],
      cites: ["RFC8894-3.2.1.5-copy-to-recipientNonce"]
    ) { message, _ in
      message[.recipientNonce] = message[.recipientNonce].map { .octetString(Array($0.contentOctets.prefix(8))) }
    },
    .signed(
      "recipientNonce holds a whole OCTET STRING",
      red: ["certrep/recipient-nonce-copied", "certrep/short-nonce-copied", "certrep/long-nonce-copied"],
      cites: ["RFC8894-3.2.1.5-copy-to-recipientNonce"]
    ) { message, _ in message[.recipientNonce] = message[.recipientNonce].map { .octetString($0.encoded) } },
    .signed(
      "The two nonces are exchanged",
      red: [
        "certrep/recipient-nonce-copied", "certrep/sender-nonce-fresh", "certrep/short-nonce-copied",
        "certrep/long-nonce-copied",
      ],
      cites: ["RFC8894-3.2.1.5-copy-to-recipientNonce", "RFC8894-3.2.1.5-fresh-senderNonce"]
    ) { message, _ in
      let sender = message[.senderNonce]
      message[.senderNonce] = message[.recipientNonce]
      message[.recipientNonce] = sender
    },
    .signed("senderNonce is dropped", red: ["certrep/sender-nonce-present"], cites: ["RFC8894-3.2.1-oid-senderNonce"]) {
      message, _ in message[.senderNonce] = nil
    },
    .signed(
      "senderNonce is always the same", red: ["certrep/sender-nonce-differs"],
      cites: ["RFC8894-3.2.1.5-fresh-senderNonce"]
    ) { message, _ in message[.senderNonce] = .octetString([UInt8](repeating: 7, count: 16)) },
    .signed(
      "senderNonce has fifteen octets", red: ["certrep/sender-nonce-encoding"],
      cites: ["RFC8894-3.2.1.5-nonce-16-random-bytes"]
    ) { message, _ in message[.senderNonce] = .octetString(Randomness.bytes(15)) },
    .signed(
      "transactionID has one other character",
      red: transactionID,
      cites: ["RFC8894-3.2.1-transactionID-echo"]
    ) { message, _ in
      message[.transactionID] = message.text(.transactionID).map { .printableString(String($0.dropLast()) + "=") }
    },
    .signed(
      "transactionID has a blank more", red: transactionID,
      cites: ["RFC8894-3.2.1-transactionID-echo"]
    ) { message, _ in message[.transactionID] = message.text(.transactionID).map { .printableString($0 + " ") } },
    .signed(
      "transactionID is in capitals", red: transactionID,
      cites: ["RFC8894-3.2.1-transactionID-echo"]
    ) { message, _ in
      message[.transactionID] = message.text(.transactionID).map { .printableString($0.uppercased()) }
    },
    .signed(
      "transactionID is dropped", red: transactionID,
      cites: ["RFC8894-3.2.1-transactionID-present"]
    ) { message, _ in message[.transactionID] = nil },
    .signed("messageType is PKCSReq", red: ["certrep/message-type"], cites: ["RFC8894-3.2.1.2-messageType-values"]) {
      message, _ in message[.messageType] = .printableString("19")
    },
    .signed("messageType is dropped", red: ["certrep/message-type"], cites: ["RFC8894-3.2.1-messageType-present"]) {
      message, _ in message[.messageType] = nil
    },
    .signed("messageType is 03", red: ["certrep/message-type"], cites: ["RFC8894-3.2.1.2-messageType-values"]) {
      message, _ in message[.messageType] = .printableString("03")
    },
    .signed(
      "pkiStatus of refusals is 1", .failure, red: ["certrep/status-known"], cites: ["RFC8894-3.2.1.3-pkiStatus-values"]
    ) { message, _ in message[.pkiStatus] = .printableString("1") },
    .signed(
      "pkiStatus of refusals is dropped", .failure, red: ["certrep/status-known"],
      cites: ["RFC8894-3.2.1.3-pkiStatus-in-all-responses"]
    ) { message, _ in message[.pkiStatus] = nil },
    .signed(
      "failInfo is dropped", .failure, red: ["certrep/failure-has-fail-info"],
      cites: ["RFC8894-3.2.1.3-failure-needs-failInfo"]
    ) {
      message, _ in message[.failInfo] = nil
    },
    .signed("failInfo is 7", .failure, red: ["certrep/fail-info-known"], cites: ["RFC8894-3.2.1.4-failInfo-values"]) {
      message, _ in message[.failInfo] = .printableString("7")
    },
    .signed("failInfo is 02", .failure, red: ["certrep/fail-info-known"], cites: ["RFC8894-3.2.1.4-failInfo-values"]) {
      message, _ in message[.failInfo] = .printableString("02")
    },
    .signed(
      "failInfo of a wrong challenge is badAlg", .failure, red: ["challenge/wrong-is-bad-request"],
      cites: ["RFC8894-3.2.1.4-badRequest"], also: ["challenge/wrong-is-bad-request"]
    ) { message, _ in message[.failInfo] = .printableString("0") },
    .signed(
      "A SUCCESS has a failInfo", .success, red: ["certrep/success-without-fail-info"],
      cites: ["RFC8894-3.2.1.4-failInfo-only-on-failure"]
    ) { message, _ in message[.failInfo] = .printableString("2") },
    .signed(
      "failInfoText of refusals is a PrintableString", .failure, red: ["certrep/fail-info-text-encoding"],
      cites: ["RFC8894-3.2.1-enc-failInfoText-utf8"]
    ) { message, _ in message[.failInfoText] = .printableString("no") },
    .signed(
      "The contentType attribute names signedData", red: ["certrep/content-type-attribute"],
      cites: ["RFC8894-3.2.1-cms-contentType-attribute"]
    ) { message, _ in message[.contentType] = .oid("1.2.840.113549.1.7.2") },
    .signed(
      "The contentType attribute is dropped", red: ["certrep/content-type-attribute"],
      cites: ["RFC8894-3.2.1-cms-contentType-attribute"]
    ) { message, _ in message[.contentType] = nil },
    .message(
      "The messageDigest attribute is another digest", red: ["certrep/message-digest"],
      cites: ["RFC8894-3.2.1-cms-messageDigest-attribute"]
    ) { message, scene in
      message[.messageDigest] = .octetString(Digest.sha256.hash([1]))
      try message.sign(scene.workshop.caKey, keepsDigest: true)
    },
    .signed(
      "The messageDigest attribute is dropped", red: ["certrep/message-digest"],
      cites: ["RFC8894-3.2.1-cms-messageDigest-attribute"]
    ) { message, _ in message[.messageDigest] = nil },
    .signed(
      "signingTime is a year old", red: ["certrep/signing-time-near"], cites: ["LEG-XIPKI-signing-time-client"]
    ) { message, scene in
      message[.signingTime] = DER(0x17, Array("200101000000Z".utf8))
    },
  ]

  /// With its last bit inverted.
  static func flipped(_ element: DER) -> DER {
    var octets = element.contentOctets
    if let last = octets.indices.last { octets[last] ^= 1 }
    return DER(element.tag, octets)
  }
}
