import ScepspecLogInputs

/// Reads certificates, which needs cryptography that this module does not have.
public protocol CertificateDecoder: Sendable {
  /// The record fields of each certificate in DER, or in a PKCS #7 structure in DER: `subject`, `issuer`, `serial`,
  /// `notBefore`, `notAfter`, `thumbprint`, `isCA`, `selfIssued`, `keyUsage`, `extendedKeyUsage`; empty where the bytes
  /// are no such thing.
  func certificates(in der: [UInt8]) -> [[String: String]]
}

/// Certificates: PEM (RFC 7468), among other text too, or DER.
final class CertificateReader: RecordReader {
  private(set) var tally = ReadingTally()
  private let decoder: (any CertificateDecoder)?

  /// Bytes of one file of certificates.
  private static let limit = 16 << 20

  init(_ decoder: (any CertificateDecoder)?) { self.decoder = decoder }

  func read(_ source: any ByteSource, _ body: (Record) -> Bool) {
    guard let decoder else { return }
    var source = source
    var bytes: [UInt8] = []
    while let block = source.next() {
      bytes += block
      guard bytes.count <= Self.limit else {
        return tally.remark("longer than \(Self.limit) bytes: not read as certificates")
      }
    }
    // A SEQUENCE (X.690, 8.9).
    if bytes.first == 0x30 {
      _ = hand(decoder.certificates(in: bytes), line: 1, body)
      return
    }
    var open: (base64: [UInt8], line: Int)?
    var lines = LineFeed()
    lines.read(MemorySource(bytes)) { line, number in
      if line.starts(with: Self.begin) {
        open = ([], number)
      } else if line.starts(with: Self.end), let block = open {
        open = nil
        guard let der = Base64.decode(block.base64) else { tally.misfits += 1; return true }
        return hand(decoder.certificates(in: der), line: block.line, body)
      } else {
        open?.base64.append(contentsOf: line)
      }
      return true
    }
    if open != nil { tally.endsEarly = true }
  }

  private static let begin = Array("-----BEGIN ".utf8)
  private static let end = Array("-----END ".utf8)

  private func hand(_ found: [[String: String]], line: Int, _ body: (Record) -> Bool) -> Bool {
    if found.isEmpty { tally.misfits += 1 }
    return found.allSatisfy { body(Record(fields: $0.filter { !$0.value.isEmpty }, line: line)) }
  }
}

/// RFC 4648, section 4; blanks are passed over.
enum Base64 {
  static func decode(_ text: [UInt8]) -> [UInt8]? {
    var result: [UInt8] = []
    result.reserveCapacity(text.count * 3 / 4)
    var bits: UInt32 = 0
    var held = 0
    for octet in text where !octet.isBlankOrLineEnd {
      guard octet != 0x3D else { break }
      guard let value = value(octet) else { return nil }
      bits = bits << 6 | value
      held += 6
      if held >= 8 {
        held -= 8
        result.append(UInt8(truncatingIfNeeded: bits >> UInt32(held)))
      }
    }
    return result
  }

  private static func value(_ octet: UInt8) -> UInt32? {
    switch octet {
    case 0x41...0x5A: UInt32(octet) - 0x41
    case 0x61...0x7A: UInt32(octet) - 0x61 + 26
    case 0x30...0x39: UInt32(octet) - 0x30 + 52
    case 0x2B: 62
    case 0x2F: 63
    default: nil
    }
  }
}
