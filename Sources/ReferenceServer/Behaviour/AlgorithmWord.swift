import ScepspecCMS

/// Algorithms by their object identifier, or by the vocabulary's name for it.
enum AlgorithmWord {
  static let ciphers: [String: ContentCipher] = [
    "AES128-CBC": .aes128CBC, "AES192-CBC": .aes192CBC, "AES256-CBC": .aes256CBC, "DES-EDE3-CBC": .des3CBC,
    "DES-CBC": .desCBC, "RC2-CBC": .rc2CBC,
  ]
  static let digests: [String: Digest] = [
    "MD5": .md5, "SHA-1": .sha1, "SHA-224": .sha224, "SHA-256": .sha256, "SHA-384": .sha384, "SHA-512": .sha512,
  ]

  static func cipher(_ word: String) throws(FaultProblem) -> ContentCipher {
    if let cipher = ciphers[word] ?? ContentCipher(oid: word) { return cipher }
    throw FaultProblem(code: .wrongValue, key: "cipher", reason: "the server cannot encipher with '\(word)'")
  }

  static func digest(_ word: String) throws(FaultProblem) -> Digest {
    if let digest = digests[word] ?? Digest(oid: word) { return digest }
    throw FaultProblem(code: .wrongValue, key: "digest", reason: "the server has no digest '\(word)'")
  }
}
