import ScepspecCMS
import ScepspecModel
import ScepspecSCEPMessages
import Testing

@Suite("GetCACert and GetNextCACert replies")
struct ReadAuthorityTests {
  private let now = WireGolden.now

  @Test("Of CA and RA certificates each is chosen by what it may do, wherever it stands")
  func selection() throws {
    let all = try TestHierarchy.shared.get()
    let orders = [
      [all.root, all.intermediate, all.signingRA, all.cipherRA],
      [all.signingRA, all.cipherRA, all.root, all.intermediate],
    ]
    for order in orders {
      let chosen = AuthorityCertificates(order, now: now)
      #expect(chosen.recipient == all.cipherRA)
      #expect(chosen.verifiers.first == all.signingRA)
      #expect(chosen.verifiers.count == 4)
      #expect(Set(chosen.issuers) == [all.root, all.intermediate])
      #expect(Set(chosen.leaves) == [all.signingRA, all.cipherRA])
      #expect(chosen.chainUnbroken && chosen.hasRA && chosen.rootIncluded && chosen.hasIntermediate)
    }
  }

  @Test("Where keyUsage allows nobody, the CA that issues is chosen")
  func noKeyUsage() throws {
    let all = try TestHierarchy.shared.get()
    #expect(AuthorityCertificates([all.root, all.intermediate], now: now).recipient == all.intermediate)
    #expect(AuthorityCertificates([all.signingRA, all.root], now: now).recipient == all.signingRA)
    #expect(AuthorityCertificates([], now: now).recipient == nil)
    let broken = AuthorityCertificates([all.intermediate, all.cipherRA], now: now)
    #expect(!broken.chainUnbroken)
    #expect(!broken.rootIncluded)
  }

  @Test("An elliptic certificate is nobody to encipher for")
  func elliptic() throws {
    let key = try TestIdentity.elliptic.get()
    let certificate = try TestHierarchy.template("/CN=ec", 9, key, ["basicConstraints=CA:TRUE"]).issue(signedBy: key)
    let chosen = AuthorityCertificates([certificate], now: now)
    #expect(chosen.recipient == nil)
    #expect(chosen.verifiers == [certificate])
  }

  @Test("An old CA certificate without extensions is a CA")
  func versionOne() throws {
    let key = try TestIdentity.authority.get().key
    let certificate = try TestHierarchy.template("/CN=old", 9, key, []).issue(signedBy: key)
    #expect(AuthorityCertificates([certificate], now: now).issuers.isEmpty == (certificate.version == 3))
  }

  @Test("A degenerate SignedData, as it is and with octets after it")
  func bundle() throws {
    let all = try TestHierarchy.shared.get()
    let octets = try Sample.degenerate([all.root.pem, all.cipherRA.pem, all.intermediate.pem])
    let reading = CACertificatesReading(body: octets + [0x0A], now: now)
    #expect(reading.form == .bundle)
    #expect(reading.trailingOctets == 1)
    #expect(Set(reading.authorities.all) == [all.root, all.cipherRA, all.intermediate])
    let fields = reading.fields.record("degenerate")
    #expect(fields.integer("certificateCount") == 3)
    #expect(fields.integer("signerInfoCount") == 0)
    #expect(fields.bool("isContentInfo") == true)
    #expect(reading.fields.integer("trailingOctets") == 1)
  }

  @Test("PEM and base64 are read and named", arguments: ["pem", "base64", "two", "bundle"])
  func text(kind: String) throws {
    let all = try TestHierarchy.shared.get()
    let base64 = all.root.pem.split(separator: "\n").filter { !$0.hasPrefix("-") }.joined(separator: "\r\n")
    let bundle = try Sample.degenerate([all.root.pem])
    let text =
      switch kind {
      case "pem": all.root.pem
      case "base64": base64
      case "two": all.root.pem + all.intermediate.pem
      default: "-----BEGIN PKCS7-----\n\(Self.base64(bundle))\n-----END PKCS7-----\n"
      }
    let reading = CACertificatesReading(body: Array(text.utf8), now: now)
    #expect(reading.isText)
    #expect(reading.authorities.all.first == all.root)
    #expect(reading.authorities.all.count == (kind == "two" ? 2 : 1))
    #expect(reading.form == ["two": .unreadable, "bundle": .bundle][kind] ?? .single)
    #expect((reading.detail == nil) == (kind != "two"))
  }

  private static func base64(_ octets: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var text = ""
    for start in stride(from: 0, to: octets.count, by: 3) {
      let group = octets[start..<min(start + 3, octets.count)]
      let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      for index in 0...group.count { text.append(alphabet[bits >> (18 - 6 * index) & 63]) }
    }
    return text
  }

  @Test(
    "What holds no certificate is unreadable, with a reason",
    arguments: [[], [0x30], Array("<html>no</html>".utf8), Array("AAAA".utf8), [0x30, 0x00]] as [[UInt8]])
  func unreadable(body: [UInt8]) {
    let reading = CACertificatesReading(body: body, now: now)
    #expect(reading.form == .unreadable)
    #expect(reading.detail != nil)
    #expect(!reading.isText)
    #expect(reading.fields["trailingOctets"] == nil)
    #expect(reading.fields["recipient"] == nil)
  }

  @Test("The next CA's certificates count only with the present CA's signature")
  func nextCA() throws {
    let all = try TestHierarchy.shared.get()
    let authority = try TestIdentity.authority.get()
    let content = try Sample.degenerate([all.root.pem])
    let signed = try MessageSample(content: content).octets(signedBy: authority)
    let good = NextCAReading(body: signed, authorities: [authority.certificate], now: now)
    #expect(good.certificates == [all.root])
    #expect(good.fields.bool("signatureValid") == true)
    #expect(good.fields.text("eContent") == "present")
    #expect(good.fields.record("degenerate").integer("certificateCount") == 1)
    let stranger = try MessageSample(content: content).octets(signedBy: TestIdentity.stranger.get())
    let bad = NextCAReading(body: stranger, authorities: [authority.certificate], now: now)
    #expect(bad.fields.bool("signatureValid") == false)
    let unsigned = NextCAReading(body: content, authorities: [authority.certificate], now: now)
    #expect(unsigned.fields.integer("signerInfoCount") == 0)
    #expect(unsigned.fields.bool("signatureValid") == false)
    #expect(unsigned.fields["certificates"] == nil)
    #expect(NextCAReading(body: [], authorities: [], now: now).fields.bool("isSignedData") == false)
  }
}
