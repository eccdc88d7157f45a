import ScepspecSCEPMessages
import Testing

/// Expected values were read from the octets by an independent program when the messages were recorded.
@Suite("Messages of real servers")
struct ReadServerTests {
  @Test("A SUCCESS of scepserver, from the outside to the issued certificate")
  func success() throws {
    let reply = try WireGolden.reply("scepserver-2.1.0", "success")
    let certRep = try #require(reply.fields["certRep"])
    #expect(certRep.integer("octets") == 3623)
    #expect(certRep.text("messageType") == "3")
    #expect(certRep.text("pkiStatus") == "0")
    #expect(certRep["transactionID"]?.encoding?.offset == 3326)
    #expect(certRep["senderNonce"]?.value == certRep["recipientNonce"]?.value)
    #expect(certRep["senderNonce"]?.encoding?.offset == 3221)
    #expect(certRep.record("signatureAlgorithm").text("oid") == "1.2.840.113549.1.1.5")
    #expect(certRep.record("signatureAlgorithm").text("parameters") == "absent")
    #expect(certRep.bool("signatureValid") == true)
    #expect(certRep.bool("messageDigestMatches") == true)
    #expect(certRep.bool("signerTrusted") == true)
    #expect(certRep.text("signerFound") == "both")
    #expect(certRep.integer("signingTimeSkew") == 0)
    let envelope = try #require(reply.fields["envelope"])
    #expect(envelope.record("contentEncryptionAlgorithm").text("oid") == "1.3.14.3.2.7")
    #expect(envelope.record("keyEncryptionAlgorithm").text("parameters") == "absent")
    #expect(envelope.text("encryptedContentTag") == "[0] IMPLICIT constructed")
    #expect(envelope.bool("namesSigner") == true)
    #expect(envelope.bool("opened") == true)
    let payload = try #require(reply.fields["payload"])
    #expect(payload.integer("leafCount") == 1)
    #expect(payload.record("degenerate").text("eContent") == "absent")
    let issued = try #require(reply.fields["issued"])
    #expect(issued.bool("verifies") == true)
    #expect(issued.bool("isOuterPlaintext") == true)
    #expect(issued.integer("notBeforeSkew") == 0)
    #expect(issued.record("certificate").text("subject") == "CN=base-pkcsreq_post,O=org,C=US")
    #expect(reply.plaintext?.count == 895)
  }

  @Test("A FAILURE of scepserver has empty content")
  func failure() throws {
    let reply = try WireGolden.reply("scepserver-2.1.0", "failure")
    let certRep = try #require(reply.fields["certRep"])
    #expect(certRep.text("pkiStatus") == "2")
    #expect(certRep.text("failInfo") == "2")
    #expect(certRep["failInfo"]?.encoding?.offset == 995)
    #expect(certRep.text("eContent") == "empty")
    #expect(certRep.bool("messageDigestMatches") == true)
    #expect(Set(reply.fields.keys) == ["certRep"])
  }

  @Test("A FAILURE of step-ca has its reason under another OID")
  func stepFailure() throws {
    let reply = try WireGolden.reply("step-ca-0.19.0", "failure")
    let certRep = try #require(reply.fields["certRep"])
    #expect(certRep["failInfoText"] == nil)
    #expect(certRep.list("attributeTypes")?.contains(.text("1.3.6.1.5.5.7.24")) == true)
    #expect(certRep.bool("signatureValid") == true)
  }

  @Test("A SUCCESS of step-ca is enciphered with AES-256")
  func stepSuccess() throws {
    let reply = try WireGolden.reply("step-ca-0.19.0", "success")
    let envelope = try #require(reply.fields["envelope"])
    #expect(envelope.record("contentEncryptionAlgorithm").text("oid") == "2.16.840.1.101.3.4.1.42")
    #expect(reply.fields["issued"]?.bool("verifies") == true)
    #expect(reply.issued?.keyUsage == ["digitalSignature", "keyEncipherment"])
  }

  @Test("GetCACert replies: one certificate, and a chain")
  func authorities() throws {
    let single = CACertificatesReading(
      body: try WireGolden.octets("scepserver-2.1.0/get-ca-cert.reply"), now: WireGolden.now)
    #expect(single.form == .single)
    #expect(single.trailingOctets == 0)
    #expect(single.authorities.recipient?.subject == "OU=SCEP CA,O=scep-ca,C=US")
    #expect(single.fields["degenerate"] == nil)
    let chain = CACertificatesReading(
      body: try WireGolden.octets("step-ca-0.19.0-chain/get-ca-cert.reply"), now: WireGolden.now)
    #expect(chain.form == .bundle)
    #expect(chain.authorities.all.map(\.subject) == ["CN=Step Intermediate,O=Peers", "CN=Step Root,O=Peers"])
    #expect(chain.authorities.recipient?.subject == "CN=Step Intermediate,O=Peers")
    #expect(chain.authorities.leaves.map(\.subject) == ["CN=Step Intermediate,O=Peers"])
    #expect(chain.authorities.chainUnbroken)
    #expect(chain.authorities.rootIncluded)
    #expect(chain.authorities.hasIntermediate)
    #expect(!chain.authorities.hasRA)
  }

  @Test("Requests are read like replies", arguments: ["scepserver-2.1.0/success", "step-ca-0.19.0/failure"])
  func requests(name: String) throws {
    let request = try SignedMessage.read(WireGolden.octets("\(name).request"))
    #expect(request.messageType == "19")
    #expect(request.senderNonce?.count == 16)
    let finding = request.verify(with: [])
    #expect(finding.coversContent)
    #expect(finding.signer?.isSelfIssued == true)
    let fields = request.requestFields(now: WireGolden.now)
    #expect(fields.text("messageType") == "19")
    #expect(fields.text("cipher") == "2.16.840.1.101.3.4.1.2")
    #expect(fields.text("keyTransport") == "1.2.840.113549.1.1.1")
    #expect(fields.record("signer").bool("isSelfIssued") == true)
    let envelope = try Envelope.read(try #require(request.eContent).octets)
    #expect(envelope.contentEncryptionAlgorithm?.oid == "2.16.840.1.101.3.4.1.2")
  }
}
