import ScepspecCMS
import ScepspecModel
import ScepspecSCEPMessages

/// What is found out about one message: lines for people, flat fields for programs, and what is odd.
struct Explanation {
  let words: Words
  private(set) var facts: [DecodedMessage.Fact] = []
  private(set) var oddities: [DecodedMessage.Oddity] = []
  var fields: [String: Field] = [:]
  private static let mostOddities = 100

  init(words: Words) { self.words = words }

  mutating func fact(_ name: String, _ text: String?) {
    if let text { facts.append(.init(name, text)) }
  }

  mutating func odd(_ id: String, _ text: String, at offset: Int? = nil) {
    // The first place is enough.
    guard oddities.count < Self.mostOddities, !oddities.contains(where: { $0.id == id && $0.text == text }) else {
      return
    }
    oddities.append(DecodedMessage.Oddity(id, text, at: offset))
  }

  /// The name and OID; odd where the table of OIDs has something against it.
  mutating func algorithm(_ name: String, _ algorithm: AlgorithmIdentifier?) -> String? {
    guard let algorithm else { return nil }
    judge(algorithm.oid, as: name, at: algorithm.encoding.offset)
    return words.oid(algorithm.oid)
  }

  mutating func judge(_ oid: String, as name: String, at offset: Int? = nil) {
    guard let entry = words.tables["oids"]?.entries[oid] else {
      odd("unknown-algorithm", "The \(name) \(oid) is not known.", at: offset)
      return
    }
    guard let cause = entry.cause else { return }
    odd("weak-algorithm", "The \(name) is \(entry.symbol ?? entry.text): \(cause)", at: offset)
  }

  func name(_ octets: [UInt8]) -> String {
    (try? Name(der: octets))?.text ?? Words.hex(octets)
  }

  static func serial(_ octets: [UInt8]) -> String { Words.compactHex(Array(octets.prefix(64))) }

  func identifier(_ identifier: CertificateIdentifier?) -> String {
    switch identifier {
    case .issuerAndSerialNumber(let both):
      "issuer \(name(both.issuerName)), serial number \(Self.serial(both.serialNumber))"
    case .subjectKeyIdentifier(let octets): "subject key identifier \(Self.serial(octets))"
    case nil: "not told"
    }
  }
}
