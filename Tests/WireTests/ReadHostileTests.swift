import ScepspecASN1
import ScepspecCMS
import ScepspecSCEPMessages
import Testing

@Suite("Hostile messages")
struct ReadHostileTests {
  /// Everything that reads octets from outside, over the same octets.
  private func readAll(_ octets: [UInt8], _ context: MessageContext) {
    _ = ReplyReading(body: octets, context: context)
    _ = try? Envelope.read(octets)
    _ = CACertificatesReading(body: octets, now: context.now).fields
    _ = NextCAReading(body: octets, authorities: context.authorities.all, now: context.now).fields
    _ = try? IssuerAndSubject.read(octets)
    _ = try? IssuerAndSerialNumber.read(octets)
    _ = DistinguishedName.areEqual(octets, [0x30, 0x00])
  }

  @Test("A message cut anywhere is refused or read, never worse")
  func truncated() throws {
    let context = try WireGolden.context("scepserver-2.1.0", "success")
    let octets = try WireGolden.octets("scepserver-2.1.0/success.reply")
    for length in stride(from: 0, to: octets.count, by: 5) {
      let cut = Array(octets.prefix(length))
      #expect(ReplyReading(body: cut, context: context).message == nil)
      readAll(cut, context)
    }
  }

  @Test("A streamed message cut anywhere is refused or read, never worse")
  func truncatedStream() throws {
    let context = try WireGolden.context("scepserver-2.1.0", "success")
    let octets = try Sample.sign(["-stream"])
    for length in stride(from: 0, to: octets.count, by: 3) { readAll(Array(octets.prefix(length)), context) }
  }

  @Test("A message with any octet changed is refused or read, never worse")
  func flipped() throws {
    let context = try WireGolden.context("scepserver-2.1.0", "success")
    let octets = try WireGolden.octets("scepserver-2.1.0/success.reply")
    var accepted = 0
    for position in stride(from: 0, to: octets.count, by: 19) {
      for change: UInt8 in [0x01, 0x80, 0xFF] {
        var changed = octets
        changed[position] ^= change
        let reading = ReplyReading(body: changed, context: context)
        if let signature = reading.signature, signature.coversContent, signature.isCandidate { accepted += 1 }
      }
    }
    // Changes in the certificates and the unsigned frame leave the signature as it was.
    #expect(accepted < octets.count)
  }

  @Test("No change of the signed content or of the signed attributes goes unnoticed")
  func signedParts() throws {
    let context = try WireGolden.context("scepserver-2.1.0", "success")
    let octets = try WireGolden.octets("scepserver-2.1.0/success.reply")
    let message = try SignedMessage.read(octets)
    let content = try #require(message.eContent).encoding
    let attributes = try #require(message.signer?.signedAttributes).encoding
    for encoding in [content, attributes] {
      for position in stride(from: encoding.offset + 4, to: encoding.offset + encoding.bytes.count, by: 11) {
        var changed = octets
        changed[position] ^= 0x10
        let finding = try? SignedMessage.read(changed).verify(with: context.authorities.all)
        #expect(finding?.coversContent != true, "octet \(position)")
      }
    }
  }

  @Test("An envelope with any octet changed opens or not, never worse")
  func flippedEnvelope() throws {
    let client = try TestIdentity.client.get()
    let octets = try Sample.encrypt(["-aes128", "client.pem"])
    for position in stride(from: 0, to: octets.count, by: 2) {
      var changed = octets
      changed[position] ^= 0x04
      _ = (try? Envelope.read(changed))?.open(with: client.key, certificate: client.certificate)
    }
  }

  @Test("Lengths that lie, deep nesting and long lists come to an end")
  func bombs() throws {
    let context = try WireGolden.context("scepserver-2.1.0", "success")
    func wrapped(_ piece: Element) -> [UInt8] {
      Element.sequence([
        .objectIdentifier("1.2.840.113549.1.7.2"), .context(0, [.sequence([.integer(1), piece])]),
      ]).encoded()
    }
    let certificate = context.authorities.all[0].der
    let many = Array(repeatElement(certificate, count: 2_000).joined())
    let empties = Array(repeatElement([0x30, 0x00] as [UInt8], count: 50_000).joined())
    let bombs: [[UInt8]] = [
      [0x30, 0x84, 0x7F, 0xFF, 0xFF, 0xFF], [0x30, 0x88] + [UInt8](repeating: 0xFF, count: 8),
      Array(repeatElement([0x30, 0x80] as [UInt8], count: 20_000).joined()),
      Array(repeatElement([0xA0, 0x80] as [UInt8], count: 63).joined()),
      wrapped(.context(0, [.raw(many)])), wrapped(.context(0, [.raw(empties)])),
      wrapped(.set([.sequence([.raw(empties)])])), wrapped(.set([.raw(empties)])),
      Array(String(repeating: "-----BEGIN X-----\nMAA=\n-----END X-----\n", count: 20_000).utf8),
      Array(String(repeating: "MAA", count: 200_000).utf8),
    ]
    for bomb in bombs { readAll(bomb, context) }
  }
}
