import ScepspecASN1
import ScepspecCMS
import ScepspecModel
import ScepspecSCEPMessages
import Testing

@Suite("CertReps as servers get them wrong")
struct ReadCertRepTests {
  private func reading(_ body: [UInt8]) throws -> ReplyReading {
    let client = try TestIdentity.client.get()
    return ReplyReading(
      body: body,
      context: MessageContext(
        now: WireGolden.now, caCertificates: [try TestIdentity.authority.get().certificate], clientKey: client.key,
        clientCertificate: client.certificate))
  }

  @Test("A failure with a zero octet as content and without certificates is judged by what it signs")
  func zeroOctet() throws {
    let reply = try reading(MessageSample.zeroOctetFailure(signedBy: TestIdentity.authority.get()))
    let certRep = try #require(reply.fields["certRep"])
    #expect(certRep.text("eContent") == "present")
    #expect(certRep.integer("eContentOctets") == 1)
    #expect(certRep.bool("messageDigestMatches") == true)
    #expect(certRep.bool("signatureValid") == true)
    #expect(certRep.text("signerFound") == "GetCACert")
    #expect(certRep.bool("signerTrusted") == true)
    #expect(certRep.text("ndesHResult") == "-2147024809")
    #expect(certRep.text("failInfoText") == "no such profile")
    #expect(certRep.bool("failInfoTextValid") == true)
    #expect(reply.fields["envelope"] == nil)
  }

  @Test("Attributes out of order are right as they stand, or only once sorted", arguments: [false, true])
  func order(signsSorted: Bool) throws {
    let attributes: [(String, Element)] = [
      (AttributeOID.transactionID, .printableString("a longer value than the next one has")),
      (AttributeOID.pkiStatus, .printableString("3")),
    ]
    let sample = MessageSample(attributes: attributes, signsSorted: signsSorted)
    let certRep = try #require(
      try reading(sample.octets(signedBy: TestIdentity.authority.get())).fields["certRep"])
    #expect(certRep.bool("attributesSorted") == false)
    #expect(certRep.bool("signatureValid") == true)
    #expect(certRep.bool("signatureNeedsSorting") == signsSorted)
    #expect(certRep.text("eContent") == "absent")
    #expect(certRep.bool("messageDigestMatches") == true)
    #expect(certRep.text("signerFound") == "both")
  }

  @Test("A stranger's signature holds but is not trusted; one by a certificate that the CA issued is")
  func trust() throws {
    let stranger = try #require(
      try reading(MessageSample().octets(signedBy: TestIdentity.stranger.get())).fields["certRep"])
    #expect(stranger.bool("signatureValid") == true)
    #expect(stranger.bool("signerTrusted") == false)
    #expect(stranger.text("signerFound") == "message")
    let hierarchy = try TestHierarchy.shared.get()
    let key = try TestIdentity.authority.get().key
    let body = try MessageSample().octets(signedBy: TestIdentity(key: key, certificate: hierarchy.signingRA))
    let context = MessageContext(now: WireGolden.now, caCertificates: [hierarchy.intermediate])
    #expect(ReplyReading(body: body, context: context).fields["certRep"]?.bool("signerTrusted") == true)
  }

  @Test("Broken UTF-8, other tags and numbers in attributes are shown as they are")
  func oddValues() throws {
    let sample = MessageSample(attributes: [
      (AttributeOID.failInfoText, Element([0x0C], .octets([0xE9]))), (AttributeOID.messageType, .integer(3)),
      (AttributeOID.transactionID, .octetString(Array("x_1".utf8))),
    ])
    let certRep = try #require(
      try reading(sample.octets(signedBy: TestIdentity.authority.get())).fields["certRep"])
    #expect(certRep.bool("failInfoTextValid") == false)
    #expect(certRep.text("messageType") == "3")
    #expect(certRep["messageType"]?.encoding?.tag == "INTEGER")
    #expect(certRep.text("transactionID") == "x_1")
    #expect(certRep["transactionID"]?.encoding?.tag == "OCTET STRING")
    #expect(certRep.bool("signatureValid") == true)
  }

  @Test("The certificate asked for is found by key, else by serial number, in any kind of payload")
  func issued() throws {
    let hierarchy = try TestHierarchy.shared.get()
    let client = try TestIdentity.client.get()
    let authority = try TestIdentity.authority.get()
    let bundle = try Sample.degenerate([hierarchy.root.pem, hierarchy.intermediate.pem, hierarchy.device.pem])
    var context = MessageContext(
      now: WireGolden.now, caCertificates: [hierarchy.root], clientKey: client.key,
      clientCertificate: client.certificate)
    context.requestedSerialNumber = hierarchy.device.serialNumber
    for payload in [bundle, hierarchy.device.der] {
      let envelope = try Sample.encrypt(payload, for: client.certificate)
      let body = try MessageSample(content: envelope).octets(signedBy: authority)
      let reply = ReplyReading(body: body, context: context)
      #expect(reply.plaintext == payload)
      let issued = try #require(reply.fields["issued"])
      let isBundle = payload == bundle
      #expect(reply.issued == hierarchy.device)
      #expect(issued.integer("position") == (isBundle ? 2 : 0))
      #expect(issued.bool("isLeaf") == true)
      // Without the intermediate nothing leads back to the root.
      #expect(issued.bool("verifies") == isBundle)
      #expect(issued.record("issuer").text("subject") == (isBundle ? "CN=Intermediate" : nil))
      #expect(issued.bool("isOuterPlaintext") == false)
      let payloadFields = try #require(reply.fields["payload"])
      #expect(payloadFields.record("degenerate").bool("isSignedData") == isBundle)
      #expect(payloadFields.integer("leafCount") == 1)
    }
    context.requestedSerialNumber = [0x63]
    let envelope = try Sample.encrypt(bundle, for: client.certificate)
    let body = try MessageSample(content: envelope).octets(signedBy: authority)
    #expect(ReplyReading(body: body, context: context).fields["issued"] == nil)
    context.requestedPublicKey = hierarchy.intermediate.publicKey.subjectPublicKeyInfo
    #expect(ReplyReading(body: body, context: context).issued == hierarchy.intermediate)
  }
}
