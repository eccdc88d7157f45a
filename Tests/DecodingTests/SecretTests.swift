import Foundation
import ScepspecCMS
import ScepspecDecoding
import ScepspecModel
import ScepspecSCEPMessages
import Testing

@Suite("No secret leaves the decoder unasked")
struct SecretTests {
  static let secret = "Correct-Horse-7319"

  static func request() throws -> [UInt8] {
    let key = try Sample.key()
    return try CertificationRequest.build(
      subject: try Name("/CN=device"), key: key.publicKey, challenges: [(secret, .utf8String)], signingKey: key)
  }

  private func expectHidden(_ input: DecodedInput, _ comment: Comment) {
    let shown = Sample.rendered(input)
    #expect(!shown.contains(Self.secret), comment)
    let hex = Array(Self.secret.utf8).map { String($0, radix: 16) }
    #expect(!shown.contains(hex.joined(separator: " ")) && !shown.contains(hex.joined()), comment)
  }

  @Test("The challenge in a bare request is told by its length only, unless asked for")
  func bare() throws {
    let octets = try Self.request()
    let found = Sample.decode(octets)
    expectHidden(found, "bare")
    #expect(found.messages.first?.text("challenge") == "present, 18 octets")
    #expect(Sample.rendered(Sample.decode(octets, showsSecrets: true)).contains(Self.secret))
  }

  @Test("So is that of an envelope that a key opens")
  func enveloped() throws {
    var recipe = try ExplanationTests.recipe()
    recipe.payload = .certificationRequest(try Self.request())
    recipe.recipients = [Recipient(recipe.signer.certificate)]
    let octets = try recipe.build()
    let found = Sample.decode(octets, keys: [try Sample.key()])
    #expect(found.messages.first?.contents.first?.kind == .certificationRequest)
    #expect(found.messages.first?.contents.first?.text("challenge") == "present, 18 octets")
    expectHidden(found, "enveloped")
    let open = Sample.decode(octets, keys: [try Sample.key()], showsSecrets: true)
    #expect(Sample.rendered(open).contains(Self.secret))
  }

  @Test("A request that is broken or cut hides it too")
  func broken() throws {
    let octets = try Self.request()
    for length in stride(from: 60, to: octets.count, by: 3) {
      expectHidden(Sample.decode(Array(octets.prefix(length))), "cut at \(length)")
    }
    for place in stride(from: 0, to: octets.count, by: 5) {
      var changed = octets
      changed[place] ^= 0x10
      // Without the type before it, nothing tells that a text is a challenge.
      let type: [UInt8] = [0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x07]
      guard (0..<changed.count - 11).contains(where: { Array(changed[$0..<$0 + 11]) == type }) else { continue }
      expectHidden(Sample.decode(changed), "changed at \(place)")
    }
  }

  @Test("A private key is recognised and not shown") func privateKey() throws {
    let found = Sample.decode(try Sample.key().pem)
    #expect(found.messages.first?.kind == .privateKey)
    #expect(!Sample.rendered(found).contains("30 82 04"))
  }

  @Test("Nothing shows a private key, in whatever format, cut or whole, also where challenges are asked for")
  func privateKeys() throws {
    let der = try Self.octets(ofPEM: try Sample.key().pem)
    // PrivateKeyInfo holds RSAPrivateKey behind 26 octets (RFC 5958 section 2).
    let inner = Array(der.dropFirst(26))
    let base64 = Data(inner).base64EncodedString()
    var inputs: [(String, [UInt8])] = [("PKCS #8", der), ("PKCS #1", inner)]
    for length in stride(from: 20, to: inner.count, by: 97) {
      inputs += [("PKCS #1 cut at \(length)", Array(inner.prefix(length)))]
      inputs += [("PKCS #8 cut at \(length)", Array(der.prefix(length)))]
    }
    for label in ["PRIVATE KEY", "OPENSSH PRIVATE KEY", "SSH2 ENCRYPTED PRIVATE KEY"] {
      let text = "-----BEGIN \(label)-----\n\(base64.dropFirst(4))\n-----END \(label)-----\n"
      inputs.append((label, Array(text.utf8)))
    }
    for (name, octets) in inputs {
      let shown = Sample.rendered(Sample.decode(octets, showsSecrets: true))
      // Behind version, modulus and exponent, all is secret; what is shown of it would be longer than two windows.
      for start in stride(from: 280, to: inner.count - 8, by: 8) {
        let window = inner[start..<start + 8].map { String($0, radix: 16).padded(2) }
        guard shown.contains(window.joined(separator: " ")) || shown.contains(window.joined()) else { continue }
        Issue.record("\(name): octet \(start) and those that follow are shown")
        break
      }
    }
  }

  @Test("A key store and an enciphered key say what they are", arguments: ["keyStore", "enciphered"])
  func keyStores(_ name: String) throws {
    // PFX with an empty ContentInfo of the type data; EncryptedPrivateKeyInfo with PBES2.
    let secret = Array(Self.secret.utf8)
    let store: [UInt8] =
      [0x30, 0x29, 0x02, 0x01, 0x03, 0x30, 0x24, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x01]
      + [0xA0, 0x17, 0x04, 0x15, 0x30, 0x13, 0x0C, 0x11] + secret.prefix(17)
    let enciphered: [UInt8] =
      [0x30, 0x23, 0x30, 0x0B, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x05, 0x0D, 0x04, 0x14]
      + [0x0C, 0x12] + secret
    let found = Sample.decode(name == "keyStore" ? store : enciphered, showsSecrets: true)
    #expect(found.messages.first?.kind == (name == "keyStore" ? .keyStore : .privateKey))
    #expect(found.messages.first?.isComplete == true)
    expectHidden(found, "\(name)")
  }

  private static func octets(ofPEM pem: String) throws -> [UInt8] {
    let lines = pem.split(separator: "\n").filter { !$0.contains("-----") }
    return Array(try #require(Data(base64Encoded: lines.joined())))
  }

  @Test("Name and password of a URL are left out") func userInfo() {
    let found = Sample.decode("http://user:Correct-Horse-7319@ca/scep?operation=GetCACaps&message=x")
    expectHidden(found, "URL")
  }
}

@Suite("Hostile input neither crashes nor hangs the decoder")
struct HostileTests {
  @Test("Messages with changed octets", arguments: [Sample.request, Sample.reply, Sample.failure])
  func changed(_ name: String) throws {
    let original = try Sample.octets(name)
    var state: UInt64 = 42
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for _ in 0..<300 {
      var octets = original
      for _ in 0...next(4) { octets[next(octets.count)] = UInt8(next(256)) }
      let found = Sample.decode(octets, keys: [try Sample.key()])
      #expect(!Sample.rendered(found).isEmpty)
    }
  }

  @Test("Elements nested too deep end at the bound") func deep() throws {
    let octets = Array(repeating: [0x30, 0x80] as [UInt8], count: 100_000).joined()
    let message = try #require(Sample.decode(Array(octets)).messages.first)
    #expect(message.cut?.isEnd == false)
  }

  @Test("More elements than are shown end the tree") func many() throws {
    let inner = Array(repeating: [0x05, 0x00] as [UInt8], count: 200_000).joined()
    let octets: [UInt8] = [0x30, 0x83, 0x06, 0x1A, 0x80] + inner
    let message = try #require(Sample.decode(octets).messages.first)
    #expect((message.tree?.children.count ?? 0) < Decoder.mostNodes)
  }

  @Test(
    "Texts that look like something",
    arguments: [
      "operation=", "?operation=PKIOperation&message=", "?operation=PKIOperation&message=%", "?operation=&message=MIIB",
      "HTTP/1.1 200\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFF\r\n", "HTTP/1.1 200\r\nContent-Length: -1\r\n\r\n",
      "GET x HTTP/1.1", "POST  HTTP/1.1\r\n\r\n", "00000000: 3080\n*\nffffffff: 00\n",
      "00000000: 30\n*\n7fffffffffffff: 0",
      "-----BEGIN -----", "-----BEGIN A-----MIIB-----END A-----", "data:;base64,MII", "https://<<<<?operation=x",
      "\u{FEFF}MIIB", "operation=GetCACaps\\",
    ])
  func odd(_ text: String) { _ = Sample.rendered(Sample.decode(text)) }
}
