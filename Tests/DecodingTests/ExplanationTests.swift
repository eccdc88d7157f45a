import Foundation
import ScepspecCMS
import ScepspecDecoding
import ScepspecModel
import ScepspecSCEPMessages
import Testing

@Suite("What is said about a message")
struct ExplanationTests {
  /// The PKIOperation of an iOS device as its debug log has it, cut by the log.
  static let cutLine =
    #"Debug 18:30:55.487908 -0500 profiled Performing synchronous URL request: https://<server>-contoso.msappproxy.net/certsrv/mscep/mscep.dll?operation=PKIOperation&message=MIAGCSqGSIb3DQEHAqCAMIACAQExDzANBglghkgBZQMEAgMFADCABgkqhkiG9w0BBwGggCSABIIZfzCABgkqhkiG9w0BBwOggDCAAgEAMYIBgjCCAX4CAQAwZjBPMRUwEwYKCZImiZPyLGQBGRYFbG9jYWwxHDAaBgoJkiaJk/IsZAEZFgxmb3VydGhjb2ZmZWUxGDAWBgNVBAMTD0ZvdXJ0aENvZmZlZSBDQQITaAAAAAmaneVjEPlcTwAAAAAACTANBgkqhkiG9w0BAQEFAASCAQCqfsOYpuBToerQLkw/tl4tH9E+97TBTjGQN9NCjSgb78fF6edY0pNDU+PH4RB356wv3rfZi5IiNrVu5Od4k6uK4w0582ZM2n8NJFRY7KWSNHsmTIWlo/Vcr4laAtq5rw+CygaYcefptcaamkjdLj07e/Uk4KsetGo7ztPVjSEFwfRIfKv474dLDmPqp0ZwEWRQG "#

  @Test("A cut line of an iOS log tells digest, recipient, key transport, and where it was cut")
  func cutURL() throws {
    let message = try #require(Sample.decode(Self.cutLine).messages.first)
    #expect(!message.isComplete)
    #expect(message.text("digest") == "SHA-512 (2.16.840.1.101.3.4.2.3)")
    #expect(message.text("content")?.hasPrefix("envelopedData") == true)
    #expect(
      message.text("recipient")
        == "issuer CN=FourthCoffee CA,DC=fourthcoffee,DC=local, serial number 68000000099a9de56310f95c4f000000000009")
    #expect(message.text("key transport")?.hasPrefix("rsaEncryption") == true)
    let cut = try #require(message.cut)
    #expect(cut.isEnd && cut.offset == message.octets)
    #expect(cut.inside.last?.hasPrefix("encryptedKey OCTET STRING of which") == true)
    #expect(cut.place?.column == Self.cutLine.utf8.count)
  }

  @Test("Any beginning of a message is read as far as it goes", arguments: [Sample.request, Sample.reply])
  func beginnings(_ name: String) throws {
    let octets = try Sample.octets(name)
    for length in stride(from: 40, to: octets.count, by: 61) {
      let message = try #require(Sample.decode(Array(octets.prefix(length))).messages.first)
      #expect(message.cut?.isEnd == true && message.cut?.offset == length, "\(length)")
    }
  }

  @Test("A reply is deciphered, and its algorithms are called old")
  func reply() throws {
    let message = try #require(Sample.decode(try Sample.octets(Sample.reply), keys: [try Sample.key()]).messages.first)
    #expect(message.text("signature is")?.hasPrefix("valid") == true)
    #expect(message.oddities.contains { $0.text.contains("SHA-1") })
    #expect(message.oddities.contains { $0.text.contains("DES-CBC") })
    #expect(message.contents.first?.kind == .certificates)
  }

  @Test("A refusal says why in words") func failure() throws {
    let message = try #require(Sample.decode(try Sample.octets(Sample.failure)).messages.first)
    #expect(message.title.contains("FAILURE") && message.title.contains("badRequest"))
  }

  @Test("A changed content makes the signature fail") func changed() throws {
    var octets = try Sample.octets(Sample.request)
    octets[1100] ^= 1
    let message = try #require(Sample.decode(octets).messages.first)
    #expect(message.oddityIDs.contains("digest-differs"))
  }

  @Test("An attribute of NDES is decoded through the table of HRESULTs") func hResult() throws {
    var recipe = try Self.recipe()
    (recipe.messageType, recipe.pkiStatus, recipe.failInfo) = ("3", "2", "2")
    // INTEGER -2146893811, which is 0x8009000d.
    recipe.otherAttributes = [.init(oid: "1.3.6.1.4.1.311.21.33", values: [[0x02, 0x04, 0x80, 0x09, 0x00, 0x0D]])]
    let message = try #require(Sample.decode(try recipe.build()).messages.first)
    #expect(message.text("HRESULT")?.contains("NTE_NO_KEY") == true)
    #expect(message.oddities.filter { $0.id == "attribute-missing" }.map(\.text).joined().contains("recipientNonce"))
  }

  @Test("Attributes of Microsoft's in a request are told, and what was signed for a rollover is known")
  func vendors() throws {
    let key = try Sample.key()
    // The template's name as a BMPString "AB".
    let request = try CertificationRequest.build(
      subject: try Name("/CN=d"), key: key.publicKey,
      extensions: ["1.3.6.1.4.1.311.20.2=DER:1E0400410042"], signingKey: key)
    let message = try #require(Sample.decode(request).messages.first)
    #expect(message.text("certificateTemplateName") == "AB")
    let signer = try Self.recipe().signer
    let bag = try SignedDataRecipe(certificates: [signer.certificate]).encoded()
    let next = try SignedDataRecipe(certificates: [signer.certificate], content: bag, signer: signer).encoded()
    #expect(Sample.decode(next).messages.first?.title.contains("GetNextCACert") == true)
  }

  static func recipe() throws -> PKIMessageRecipe {
    let key = try Sample.key()
    let certificate = try CertificateTemplate(
      subject: try Name("/CN=client"), serialNumber: [1], notBefore: 1_700_000_000, notAfter: 1_900_000_000,
      publicKey: key.publicKey
    ).issue(signedBy: key)
    var recipe = PKIMessageRecipe(signer: SignerRecipe(certificate: certificate, key: key))
    (recipe.transactionID, recipe.messageType) = ("t", "19")
    recipe.senderNonce = Array(repeating: 7, count: 16)
    return recipe
  }
}
