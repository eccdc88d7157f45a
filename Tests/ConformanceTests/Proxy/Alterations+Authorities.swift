import Foundation
import ScepspecCMS
import ScepspecHTTPWire
import ScepspecReferenceServer

extension Alteration {
  /// GetCACert and GetNextCACert.
  static let authorities: [Alteration] = [
    Alteration(
      "GetCACert has no Content-Type", .authorities, red: ["ca-certificates/media-type-fits"],
      cites: ["RFC8894-4.2.1.1-content-type"]
    ) {
      reply, _ in reply["Content-Type"] = nil
    },
    Alteration(
      "One certificate claims to be several", .authorities, red: ["ca-certificates/media-type-fits"],
      cites: ["RFC8894-4.2.1-two-forms"]
    ) {
      reply, _ in reply["Content-Type"] = "application/x-x509-ca-ra-cert"
    },
    Alteration(
      "Several certificates claim to be one", .authorities, red: ["ca-certificates/media-type-fits"],
      cites: ["RFC8894-4.2.1.2-content-type"], layout: .ra
    ) {
      reply, _ in reply["Content-Type"] = "application/x-x509-ca-cert"
    },
    Alteration(
      "GetCACert wants a password", .authorities, red: ["ca-certificates/answered"],
      cites: ["RFC8894-2.2-getcacert-in-clear"]
    ) {
      reply, scene in
      // The first answer is the gate's, which has to hold.
      (reply.status, reply.reason) = (401, "Unauthorized")
      reply["WWW-Authenticate"] = "Basic realm=\"ca\""
    },
    .body("GetCACert is PEM", .authorities, red: ["ca-certificates/binary"], cites: ["RFC8894-6.1-ca-cert-der"]) {
      body, _ in
      body = Array(
        ("-----BEGIN CERTIFICATE-----\n" + Data(body).base64EncodedString(options: .lineLength64Characters)
          + "\n-----END CERTIFICATE-----\n").utf8)
    },
    .body("GetCACert is base64", .authorities, red: ["ca-certificates/binary"], cites: ["RFC8894-6.1-ca-cert-der"]) {
      body, _ in
      body = Array(Data(body).base64EncodedString().utf8)
    },
    .body(
      "A line feed follows the CA certificate", .authorities, red: ["ca-certificates/nothing-after-it"],
      cites: ["RFC8894-4.2.1.1-body-single-x509"]
    ) {
      body, _ in body.append(0x0A)
    },
    .body(
      "The CA certificate comes twice in a row", .authorities, red: ["ca-certificates/nothing-after-it"],
      cites: ["RFC8894-4.2.1.1-body-single-x509"]
    ) {
      body, _ in body += body
    },
    .body(
      "A lone CA certificate is wrapped", .authorities,
      red: ["ca-certificates/bare-when-alone", "ca-certificates/media-type-fits"],
      cites: ["RFC8894-2.2-no-intermediate-single-cert"]
    ) {
      body, scene in body = scene.workshop.bundle([try DER(parsing: body)]).encoded
    },
    .body("The CA certificate is BER", .authorities, red: ["ca-certificates/der"], cites: ["RFC8894-6.1-ca-cert-der"]) {
      body, _ in
      var certificate = try DER(parsing: body)
      certificate.form = .longLength
      body = certificate.encoded
    },
    .body(
      "One bit of the CA certificate's signature is inverted", .authorities,
      red: ["ca-certificates/self-signatures-hold"], cites: ["RFC8894-2.2-client-verifies-intermediates"]
    ) {
      body, _ in
      var certificate = try DER(parsing: body)
      certificate[2] = flipped(certificate[2])
      body = certificate.encoded
    },
    replaced("has ended", red: ["ca-certificates/in-validity"], "RFC8894-2.2-client-verifies-intermediates") {
      template, now in
      (template.notBefore, template.notAfter) = (now - 864_000, now - 86_400)
    },
    replaced(
      "may not sign certificates", red: ["ca-certificates/ca-may-sign-certificates"],
      "RFC8894-2.1.2-ca-keyusage-certsign"
    ) {
      template, _ in
      template.extensions = ["basicConstraints=critical,CA:TRUE", "keyUsage=critical,digitalSignature,keyEncipherment"]
    },
    replaced(
      "may not sign replies", red: ["ca-certificates/may-sign-replies"], "RFC8894-2.1.2-ca-keyusage-digitalSignature"
    ) {
      template, _ in
      template.extensions = ["basicConstraints=critical,CA:TRUE", "keyUsage=critical,keyCertSign,keyEncipherment"]
    },
    replaced(
      "may not encipher keys", red: ["ca-certificates/may-encipher-keys"], "RFC8894-2.1.2-ca-keyusage-keyEncipherment"
    ) {
      template, _ in
      template.extensions = ["basicConstraints=critical,CA:TRUE", "keyUsage=critical,keyCertSign,digitalSignature"]
    },
    replaced(
      "is no CA certificate", red: ["ca-certificates/holds-a-ca"],
      "RFC8894-4.2.1.1-body-single-x509"
    ) {
      template, _ in
      template.extensions = [
        "basicConstraints=critical,CA:FALSE", "keyUsage=critical,digitalSignature,keyEncipherment",
      ]
    },
    bundle(
      "The root is missing from the chain", .chain,
      red: ["ca-certificates/chain-unbroken", "ca-certificates/intermediate-with-chain"],
      "RFC8894-2.2-intermediate-full-chain"
    ) {
      certificates, _ in certificates.removeLast()
    },
    bundle(
      "A foreign root is among the certificates", .chain, red: ["ca-certificates/one-hierarchy"],
      "RFC8894-4.2.1.2-body-degenerate-chain"
    ) {
      certificates, scene in certificates.append(try DER(parsing: scene.workshop.stranger().der))
    },
    bundle(
      "A certificate comes twice in the bundle", .chain, red: ["ca-certificates/no-certificate-twice"],
      "RFC8894-4.2.1.2-body-degenerate-chain"
    ) {
      certificates, _ in certificates.append(certificates[0])
    },
    bundle(
      "The root in the chain is another one of the same name", .chain,
      red: ["ca-certificates/chain-unbroken", "ca-certificates/one-hierarchy"], "RFC8894-2.2-intermediate-full-chain"
    ) {
      certificates, scene in
      certificates[1] = try DER(parsing: scene.workshop.stranger("/O=Reference/CN=Reference CA Root").der)
    },
    bundle(
      "The RA certificate is missing", .ra,
      red: ["ca-certificates/bare-when-alone", "ca-certificates/may-encipher-keys"],
      "RFC8894-2.1.2-ca-keyusage-keyEncipherment"
    ) {
      certificates, _ in certificates.removeFirst()
    },
    .body(
      "The bundle has a content", .authorities, red: ["ca-certificates/bundle-without-content"],
      cites: ["RFC8894-3.4-content-omitted"], layout: .ra
    ) {
      body, _ in
      var bundle = try DER(parsing: body)
      bundle[1, 0, 2].elements.append(DER(0xA0, [.octetString([1])]))
      body = bundle.encoded
    },
    .body(
      "The ContentInfo is missing around the bundle", .authorities, red: ["ca-certificates/bundle-wrapped"],
      cites: ["RFC8894-4.2.1.2-body-degenerate-chain"], layout: .ra
    ) {
      body, _ in body = try DER(parsing: body)[1, 0].encoded
    },
    .body(
      "The bundle is empty", .authorities, red: ["ca-certificates/readable"], cites: ["RFC8894-4.2.1-two-forms"],
      layout: .ra
    ) {
      body, scene in body = scene.workshop.bundle([]).encoded
    },
    Alteration(
      "GetCACert gives other certificates each time", .authorities,
      red: [
        "ca-certificates/default-identifier-tolerated", "ca-certificates/empty-message-parameter",
        "ca-certificates/unknown-identifier-tolerated", "ca-certificates/works-over-http-1-0",
      ], cites: ["RFC8894-4.1-get-form"]
    ) { reply, scene in
      if scene.count > 0 { reply.body = try scene.workshop.stranger("/CN=Number \(scene.count)").der }
    },
    Alteration(
      "GetNextCACert has the media type of GetCACert", .nextAuthority, red: ["operations/next-ca-media-type"],
      cites: ["RFC8894-4.7.1-content-type"]
    ) {
      reply, _ in reply["Content-Type"] = "application/x-x509-ca-ra-cert"
    },
    next(
      "One bit of GetNextCACert's signature is inverted", red: ["operations/next-ca-signed"],
      "RFC8894-4.7.1-signed-by-current-ca"
    ) {
      message, _ in
      message.signerInfo[message.signerInfo.elements.count - 1] = flipped(
        message.signerInfo[message.signerInfo.elements.count - 1])
    },
    next("A stranger signs GetNextCACert", red: ["operations/next-ca-signed"], "RFC8894-4.7.1-signed-by-current-ca") {
      message, scene in
      let stranger = try scene.workshop.stranger()
      message.certificates = [try DER(parsing: stranger.der)]
      try message.name(stranger)
      try message.sign(Workshop.strangerKey.get())
    },
    next(
      "The next CA certificate is swapped without a new signature", red: ["operations/next-ca-signed"],
      "RFC8894-4.7.1-signed-by-current-ca"
    ) {
      message, scene in
      message.content = scene.workshop.bundle([try DER(parsing: scene.workshop.stranger().der)]).encoded
    },
    next(
      "GetNextCACert holds the present CA certificate", red: ["operations/next-ca-content"],
      "RFC8894-4.7-new-cert-plausible"
    ) { message, scene in
      message.content = scene.workshop.bundle([try DER(parsing: scene.workshop.ca.der)]).encoded
      try message.sign(scene.workshop.caKey)
    },
    next(
      "GetNextCACert holds a bare certificate", red: ["operations/next-ca-content"], "RFC8894-4.7-new-cert-plausible"
    ) { message, scene in
      message.content = try scene.workshop.stranger().der
      try message.sign(scene.workshop.caKey)
    },
    next(
      "GetNextCACert holds an expired certificate", red: ["operations/next-ca-content"],
      "RFC8894-4.7-new-cert-plausible"
    ) { message, scene in
      let now = scene.workshop.now
      let ended = try scene.workshop.authority(
        "/O=Reference/CN=Next", key: Workshop.strangerKey.get(), by: Workshop.strangerKey.get()
      ) {
        ($0.notBefore, $0.notAfter) = (now - 864_000, now - 86_400)
      }
      message.content = scene.workshop.bundle([try DER(parsing: ended.der)]).encoded
      try message.sign(scene.workshop.caKey)
    },
  ]

  /// The lone CA certificate is replaced by one of the same name and key with one thing changed.
  private static func replaced(
    _ what: String, red: Set<String>, _ cite: String,
    change: @escaping @Sendable (inout CertificateTemplate, Int) throws -> Void
  ) -> Alteration {
    .body("The CA certificate \(what)", .authorities, red: red, cites: [cite]) { body, scene in
      body = try scene.workshop.authority(
        "/O=Reference/CN=Reference CA", key: scene.workshop.caKey, by: scene.workshop.caKey
      ) {
        try change(&$0, scene.workshop.now)
      }.der
    }
  }

  /// The certificates of the bundle, in the order of the reply.
  private static func bundle(
    _ title: String, _ layout: ServerLayout, red: Set<String>, _ cite: String,
    change: @escaping @Sendable (inout [DER], Scene) throws -> Void
  ) -> Alteration {
    .body(title, .authorities, red: red, cites: [cite], layout: layout) { body, scene in
      var bundle = try DER(parsing: body)
      var certificates = bundle[1, 0, 3].elements
      try change(&certificates, scene)
      bundle[1, 0, 3].elements = certificates
      body = bundle.encoded
    }
  }

  private static func next(
    _ title: String, red: Set<String>, _ cite: String,
    change: @escaping @Sendable (inout SignedReply, Scene) throws -> Void
  ) -> Alteration { .message(title, .nextAuthority, red: red, cites: [cite], change: change) }
}
