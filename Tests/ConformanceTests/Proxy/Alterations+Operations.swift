import ScepspecCMS
import ScepspecReferenceServer
import Testing

extension Alteration {
  /// What a server grants, refuses and remembers.
  static let operations: [Alteration] = [
    .signed(
      "A PENDING turns into a SUCCESS without payload", .pending, red: ["envelope/present"],
      cites: ["RFC8894-3.3.2.1-success-has-degenerate-payload"], approval: .afterPolls(1)
    ) { message, _ in message[.pkiStatus] = .printableString("0") },
    .signed(
      "A PENDING has the content of a SUCCESS", .success, red: ["polling/pending-without-content"],
      cites: ["RFC8894-3.3.2.3-pending-no-envelope"], also: ["polling/pending-without-content"]
    ) { message, _ in message[.pkiStatus] = .printableString("3") },
    .signed(
      "A SUCCESS turns into a FAILURE that keeps its content", .success,
      red: ["certrep/failure-without-content", "certrep/failure-has-fail-info"],
      cites: ["RFC8894-3.3.2.2-failure-no-envelope", "RFC8894-3.2.1.3-failure-needs-failInfo"]
    ) { message, _ in message[.pkiStatus] = .printableString("2") },
    Alteration(
      "Every reply is the first CertRep again", .success,
      red: [
        "envelope/for-the-signer", "envelope/opens", "envelope/requested-ca-ignored",
        "envelope/requested-purposes-ignored", "envelope/requested-responder-ignored",
        "certrep/long-nonce-copied", "certrep/recipient-nonce-copied", "certrep/sender-nonce-differs",
        "certrep/short-nonce-copied",
        "certrep/transaction-id-case-kept", "certrep/transaction-id-copied", "certrep/transaction-id-of-any-length",
      ], cites: ["RFC8894-3.2.1.5-copy-to-recipientNonce", "RFC8894-3.2.1.5-fresh-senderNonce"]
    ) { reply, scene in if let first = scene.firstSuccess { reply.body = first } },
    Alteration(
      "Whoever is refused is told SUCCESS, and gets no certificate", .failure,
      red: ["challenge/wrong-refused-by-certrep"], cites: ["RFC8894-4.3.1-rejected-failure"],
      also: ["challenge/absent-refused", "challenge/wrong-refused-by-certrep"]
    ) { reply, scene in
      var message = try SignedReply(reply.body)
      message[.pkiStatus] = .printableString("0")
      message[.failInfo] = nil
      message[.failInfoText] = nil
      try message.sign(scene.workshop.caKey)
      reply.body = message.octets
    },
    .envelope(
      "GetCert gives another certificate than was asked for", .answer(to: "21"),
      red: ["operations/get-cert-gives-that-certificate"], cites: ["RFC8894-3.3.2.1-getcert-requested-cert"],
      also: ["operations/get-cert-gives-that-certificate"]
    ) { envelope, scene in
      try envelope.editCertificates {
        $0[0] = try scene.workshop.certificate(for: Certificate(der: $0[0].encoded).publicKey)
      }
    },
    .envelope(
      "GetCRL gives a certificate besides", .answer(to: "22"), red: ["operations/get-crl-gives-only-a-crl"],
      cites: ["RFC8894-3.3.2.1-getcrl-crl"], also: ["operations/get-crl-gives-only-a-crl"]
    ) { envelope, scene in
      let ca = try DER(parsing: scene.workshop.ca.der)
      try envelope.editPayload { $0[1, 0].elements.insert(DER(0xA0, [ca]), at: 3) }
    },
    crl("of another issuer") { scene in
      try RevocationList.build(
        issuer: Name("/O=Elsewhere/CN=CA").der, key: scene.workshop.caKey, thisUpdate: scene.workshop.now,
        nextUpdate: scene.workshop.now + 86_400)
    },
    crl("that a stranger signed") { scene in
      try RevocationList.build(
        issuer: scene.workshop.ca.subjectName, key: Workshop.strangerKey.get(), thisUpdate: scene.workshop.now,
        nextUpdate: scene.workshop.now + 86_400)
    },
    .envelope(
      "A renewal gives a certificate with the old serial number", .answer(to: "17"),
      red: ["envelope/serial-number-unique", "operations/renewal-gives-new-certificate"],
      cites: ["RFC8894-2.5-renewal-new-dates-while-valid"],
      also: ["operations/renewal-gives-new-certificate"]
    ) { envelope, scene in
      let old = try #require(scene.request?.certificates.first)
      try envelope.editCertificates { certificates in
        let new = try Certificate(der: certificates[0].encoded)
        let serialNumber = try Certificate(der: old.encoded).serialNumber
        certificates[0] = try scene.workshop.certificate(for: new.publicKey) { $0.serialNumber = serialNumber }
      }
    },
  ]

  private static func crl(
    _ what: String, _ make: @escaping @Sendable (Scene) throws -> RevocationList
  ) -> Alteration {
    .envelope(
      "GetCRL gives a CRL \(what)", .answer(to: "22"), red: ["operations/get-crl-gives-only-a-crl"],
      cites: ["RFC8894-3.3.2.1-getcrl-crl"], also: ["operations/get-crl-gives-only-a-crl"]
    ) { envelope, scene in
      let made = try DER(parsing: make(scene).der)
      try envelope.editPayload { payload in
        guard let place = payload[1, 0].elements.firstIndex(where: { $0.tag == 0xA1 }) else { throw DER.Malformed() }
        payload[1, 0, place] = DER(0xA1, [made])
      }
    }
  }
}
