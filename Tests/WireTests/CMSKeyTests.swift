import ScepspecCMS
import Testing

@Suite("Keys, digests and ciphers")
struct CMSKeyTests {
  @Test(
    "A cipher gives its content back",
    arguments: ContentCipher.allCases, [0, 1, 7, 8, 15, 16, 1_000])
  func cipherRoundTrip(cipher: ContentCipher, octets: Int) throws {
    let key = Randomness.bytes(cipher.keyOctets)
    let iv = Randomness.bytes(cipher.blockOctets)
    let plain = Randomness.bytes(octets)
    let cipherText = try cipher.encrypt(plain, key: key, iv: iv)
    #expect(cipherText.count == (octets / cipher.blockOctets + 1) * cipher.blockOctets)
    let opened = try cipher.decrypt(cipherText, key: key, iv: iv)
    #expect(opened.plain == plain)
    #expect(opened.paddingValid)
  }

  @Test("Wrong padding is told, and the blocks are handed over")
  func wrongPadding() throws {
    let cipher = ContentCipher.aes128CBC
    let key = [UInt8](repeating: 1, count: 16)
    let iv = [UInt8](repeating: 2, count: 16)
    var cipherText = try cipher.encrypt([UInt8](repeating: 3, count: 40), key: key, iv: iv)
    // The last octet of a block but the last one turns over in the block after it: padding 8 becomes 8 ^ 0x80.
    cipherText[cipherText.count - 17] ^= 0x80
    let opened = try cipher.decrypt(cipherText, key: key, iv: iv)
    #expect(!opened.paddingValid)
    #expect(opened.plain.count == 48)
  }

  @Test("A ciphertext of broken length and a key of wrong length are refused")
  func wrongLengths() throws {
    #expect(throws: CryptoError(.invalidArgument, "")) {
      try ContentCipher.aes128CBC.decrypt([1, 2, 3], key: Randomness.bytes(16), iv: Randomness.bytes(16))
    }
    #expect(throws: CryptoError(.invalidArgument, "")) {
      try ContentCipher.aes256CBC.encrypt([], key: Randomness.bytes(16), iv: Randomness.bytes(16))
    }
  }

  @Test("Digests are those of their standards")
  func digests() {
    let abc = Array("abc".utf8)
    #expect(Digest.md5.hash(abc).prefix(4) == [0x90, 0x01, 0x50, 0x98])
    #expect(Digest.sha1.hash(abc).prefix(4) == [0xA9, 0x99, 0x3E, 0x36])
    #expect(Digest.sha256.hash([]).prefix(4) == [0xE3, 0xB0, 0xC4, 0x42])
    for digest in Digest.allCases {
      #expect(digest.hash(abc).count == digest.octets)
      #expect(Digest(oid: digest.oid) == digest)
      #expect(Digest(oid: digest.rsaSignatureOID) == digest)
    }
  }

  @Test("A signature holds for its octets, key and digest only", arguments: Digest.allCases)
  func signatures(digest: Digest) throws {
    let identity = try TestIdentity.client.get()
    let other = try TestIdentity.stranger.get()
    let signature = try identity.key.sign([1, 2, 3], digest: digest)
    let key = identity.certificate.publicKey
    #expect(key.verify(signature: signature, over: [1, 2, 3], digest: digest))
    #expect(!key.verify(signature: signature, over: [1, 2], digest: digest))
    #expect(!key.verify(signature: [], over: [1, 2, 3], digest: digest))
    #expect(!key.verify(signature: signature, over: [1, 2, 3], digest: digest == .sha1 ? .sha256 : .sha1))
    #expect(!other.certificate.publicKey.verify(signature: signature, over: [1, 2, 3], digest: digest))
  }

  @Test("A key on P-256 signs but transports no keys")
  func elliptic() throws {
    let key = try TestIdentity.elliptic.get()
    #expect(key.publicKey.kind == .ec)
    #expect(key.publicKey.bits == 256)
    let signature = try key.sign([1], digest: .sha256)
    #expect(key.publicKey.verify(signature: signature, over: [1], digest: .sha256))
    #expect(throws: CryptoError(.unsupported, "")) {
      try key.publicKey.encryptKey([1, 2], transport: .rsaEncryption)
    }
  }

  @Test("Every key transport gives the content key back, to its owner only", arguments: KeyTransport.allCases)
  func keyTransport(transport: KeyTransport) throws {
    let identity = try TestIdentity.client.get()
    let stranger = try TestIdentity.stranger.get()
    let contentKey = Randomness.bytes(16)
    let sealed = try identity.certificate.publicKey.encryptKey(contentKey, transport: transport)
    #expect(sealed.count == 256)
    #expect(try identity.key.decryptKey(sealed, transport: transport) == contentKey)
    #expect((try? stranger.key.decryptKey(sealed, transport: transport)) != contentKey)
  }

  @Test("A private key survives its PEM form")
  func privateKeyPEM() throws {
    let identity = try TestIdentity.client.get()
    let copy = try PrivateKey(pem: identity.key.pem)
    #expect(copy.publicKey == identity.key.publicKey)
    #expect(copy.publicKey.bits == 2048)
    #expect(throws: CryptoError(.malformed, "")) { try PrivateKey(pem: "no key") }
  }

  @Test("Octets that are no key, certificate, request or list are errors, not crashes")
  func hostileOctets() {
    for octets: [UInt8] in [[], [0x30], [0x30, 0x80], [0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF], Randomness.bytes(300)] {
      #expect(throws: CryptoError.self) { try PublicKey(subjectPublicKeyInfo: octets) }
      #expect(throws: CryptoError.self) { try Certificate(der: octets) }
      #expect(throws: CryptoError.self) { try CertificationRequest(der: octets) }
      #expect(throws: CryptoError.self) { try RevocationList(der: octets) }
      #expect(throws: CryptoError.self) { try Name(der: octets) }
    }
  }

  @Test("Public-key operations are counted")
  func tally() throws {
    let identity = try TestIdentity.client.get()
    let before = RSAOperationCount.of(.sign)
    _ = try identity.key.sign([], digest: .sha256)
    #expect(RSAOperationCount.of(.sign).count > before.count)
    #expect(RSAOperationCount.of(.sign).nanoseconds > before.nanoseconds)
  }
}
