import ScepspecCMS

/// The pkcsPKIEnvelope of a CertRep, opened with the key that it is for (RFC 5652 section 6).
struct OpenedEnvelope {
  /// ContentInfo, EnvelopedData.
  var root: DER
  var cipher: ContentCipher
  var key: [UInt8]
  /// What was enciphered; enciphered again when the octets are asked for.
  var plain: [UInt8]

  init(_ octets: [UInt8], keys: [PrivateKey]) throws {
    root = try DER(parsing: octets)
    let data = root[1, 0]
    let oid = data[2, 1, 0].contentOctets
    guard let cipher = ContentCipher.allCases.first(where: { DER.oid($0.oid).contentOctets == oid }) else {
      throw DER.Malformed()
    }
    self.cipher = cipher
    let iv = data[2, 1, 1].contentOctets
    for candidate in keys {
      guard
        let key = try? candidate.decryptKey(data[1, 0, 3].contentOctets, transport: .rsaEncryption),
        key.count == cipher.keyOctets,
        let opened = try? cipher.decrypt(data[2, 2].contentOctets, key: key, iv: iv), opened.paddingValid
      else { continue }
      self.key = key
      plain = opened.plain
      return
    }
    throw DER.Malformed()
  }

  /// Version, recipientInfos, encryptedContentInfo.
  var data: DER {
    get { root[1, 0] }
    set { root[1, 0] = newValue }
  }

  /// Version, rid, keyEncryptionAlgorithm, encryptedKey.
  var recipient: DER {
    get { data[1, 0] }
    set { data[1, 0] = newValue }
  }

  /// contentType, contentEncryptionAlgorithm, encryptedContent.
  var contentInfo: DER {
    get { data[2] }
    set { data[2] = newValue }
  }

  var iv: [UInt8] { contentInfo[1, 1].contentOctets }

  /// Enciphers `plain` again, by the cipher as it is now.
  mutating func seal() throws {
    contentInfo[2] = DER(0x80, try cipher.encrypt(plain, key: key, iv: iv))
  }

  /// Another cipher, with a content key and an IV that fit it, for the same recipient.
  mutating func use(_ other: ContentCipher, for recipientKey: PublicKey) throws {
    cipher = other
    key = [UInt8](repeating: 0x5A, count: other.keyOctets)
    let vector = DER.octetString([UInt8](repeating: 0x11, count: other.blockOctets))
    // RC2's parameters also say its effective key bits; 58 stands for 128 (RFC 2268 section 6).
    contentInfo[1] = .sequence([.oid(other.oid), other == .rc2CBC ? .sequence([.integer(58), vector]) : vector])
    recipient[3] = .octetString(try recipientKey.encryptKey(key, transport: .rsaEncryption))
    let block = other == .rc2CBC ? contentInfo[1, 1, 1].contentOctets : iv
    contentInfo[2] = DER(0x80, try cipher.encrypt(plain, key: key, iv: block))
  }

  /// The degenerate SignedData inside: version, digestAlgorithms, encapContentInfo, certificates, signerInfos.
  mutating func editPayload(_ change: (inout DER) throws -> Void) throws {
    var payload = try DER(parsing: plain)
    try change(&payload)
    plain = payload.encoded
    try seal()
  }

  /// The certificates of the payload.
  mutating func editCertificates(_ change: (inout [DER]) throws -> Void) throws {
    try editPayload { payload in
      guard let place = payload[1, 0].elements.firstIndex(where: { $0.tag == 0xA0 }) else { throw DER.Malformed() }
      var certificates = payload[1, 0, place].elements
      try change(&certificates)
      payload[1, 0, place].elements = certificates
    }
  }
}
