import Foundation
import ScepspecCMS
import ScepspecModel
import ScepspecSCEPMessages

extension MessageMaker {
  func malformed() throws -> [MessageInputs.Input] {
    let whole = try request().build()
    var found: [MessageInputs.Input] = []
    for length in [1, 2, 3, 4, 10, 15, 19, 23, 40, 60, 66, 100, 200, 300, 500, 700, 1000, 1200, 1500, 1900] {
      found.append(("cut-\(length)", "A PKCSReq, cut behind \(length) octets", Array(whole.prefix(length))))
    }
    for count in [1, 2, 17, 256] {
      found.append(("cut-last-\(count)", "A PKCSReq without its last \(count) octets", Array(whole.dropLast(count))))
    }
    let bag = try SignedDataRecipe(certificates: [authority]).encoded()
    for length in [5, 30, 100, 600] {
      found.append(("cut-bag-\(length)", "A GetCACert reply, cut behind \(length) octets", Array(bag.prefix(length))))
    }
    let indefinite = try changed(request()) { $0.mutations = [Mutation(.indefinite, "message")] }
    for count in [1, 2, 4, 100] {
      found.append(
        (
          "cut-indefinite-\(count)", "Indefinite lengths, the last \(count) octets are gone",
          Array(indefinite.dropLast(count))
        ))
    }
    return try found + lacking() + junk(whole)
  }

  private func lacking() throws -> [MessageInputs.Input] {
    let list = try RevocationList.build(
      issuer: authority.subjectName, key: key, thisUpdate: 1_700_000_000, nextUpdate: 1_900_000_000)
    func without(_ part: String) throws -> [UInt8] {
      try changed(request()) { $0.mutations = [Mutation(.drop, part)] }
    }
    let csr = try CertificationRequest.build(subject: try Name("/CN=d"), key: key.publicKey, signingKey: key)
    return [
      ("lacks-type", "No messageType", try changed(request()) { $0.messageType = nil }),
      ("lacks-transaction", "No transactionID", try changed(request()) { $0.transactionID = nil }),
      (
        "lacks-signer", "No SignerInfo",
        try changed(request()) { recipe in
          recipe.mutations = [Mutation(.drop, "message.signerInfo")]
          recipe.certificates = []
        }
      ),
      ("lacks-recipient", "No recipientInfo", try without("envelope.recipientInfo")),
      ("lacks-algorithm", "No content cipher", try without("envelope.algorithm")),
      (
        "lacks-envelope", "The content is three octets of junk",
        try changed(request()) { $0.content = .octets([1, 2, 3]) }
      ),
      (
        "lacks-encryption", "The request is in the content unenciphered",
        try changed(request()) { $0.content = .octets(csr) }
      ),
      ("lacks-signed-data", "A request that nobody signed", csr),
      ("lacks-message", "A revocation list", list.der),
      (
        "lacks-issuer", "IssuerAndSubject alone",
        IssuerAndSubject(issuerName: authority.subjectName, subjectName: client.subjectName).bytes
      ),
      ("lacks-everything", "An empty SEQUENCE", [0x30, 0x00]),
      (
        "lacks-content", "A ContentInfo with its type only",
        [0x30, 0x0B, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02]
      ),
      ("lacks-sequence", "A NULL", [0x05, 0x00]),
      ("lacks-structure", "An OCTET STRING", [0x04, 0x03, 0x01, 0x02, 0x03]),
    ]
  }

  private func junk(_ whole: [UInt8]) throws -> [MessageInputs.Input] {
    var found: [MessageInputs.Input] = [
      ("cut-0", "Nothing", []),
      ("html", "A page of HTML", Array("<html><body><h1>Service Unavailable</h1></body></html>\r\n".utf8)),
      ("text", "A sentence", Array("The certificate request was denied.\n".utf8)),
      ("json", "JSON", Array(#"{"error":"denied"}"#.utf8)),
      ("xml", "XML", Array(#"<?xml version="1.0"?><error/>"#.utf8)),
      ("base64", "Base64 of a message", Array(Data(whole).base64EncodedString().utf8)),
      ("pem", "PEM of a certificate", Array(authority.pem.utf8)),
      ("zeros", "Zero octets", Array(repeating: 0, count: 64)),
      ("ones", "Octets FF", Array(repeating: 0xFF, count: 64)),
      ("reserved-length", "The reserved length FF", [0x30, 0xFF, 0x00, 0x00]),
      ("huge-length", "A length of 2^64 octets", [0x30, 0x89, 0x01, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
      ("long-length-cut", "The length itself is cut", [0x30, 0x84, 0x01]),
      (
        "indefinite-primitive", "A primitive element of indefinite length",
        [0x30, 0x80, 0x04, 0x80, 0x00, 0x00, 0x00, 0x00]
      ),
      ("overrun", "An element longer than the one around it", [0x30, 0x04, 0x06, 0x09, 0x2A, 0x86]),
      ("stray-end", "End-of-contents octets where none belong", [0x30, 0x04, 0x00, 0x00, 0x00, 0x00]),
      (
        "deep", "Two thousand SEQUENCEs inside each other",
        Array(Array(repeating: [0x30, 0x80] as [UInt8], count: 2000).joined())
      ),
      ("long-tag", "A tag number of six octets", [0x3F, 0x8F, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F, 0x00]),
    ]
    var state: UInt64 = 7
    for index in 1...8 {
      let octets = (0..<(index * 50)).map { _ -> UInt8 in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return UInt8(state >> 56)
      }
      found.append(("random-\(index)", "\(octets.count) random octets", octets))
    }
    // Length octets of the outer elements, which everything hangs on.
    for (place, name) in [(2, "outer"), (17, "content"), (21, "signed-data"), (45, "content-info")] {
      var octets = whole
      octets[place] ^= 0x40
      found.append(("length-\(name)", "The length of an outer element is wrong (\(name))", octets))
    }
    return found
  }
}

extension IssuerAndSubject {
  /// DER.
  fileprivate var bytes: [UInt8] {
    let content = issuerName + subjectName
    return [0x30, UInt8(content.count)] + content
  }
}
