import ScepspecCMS
import ScepspecLogReading
import ScepspecModel
import ScepspecSCEPMessages

/// Certificates as the records that formats of certificates describe.
struct CertificateStore: CertificateDecoder {
  private let issuers = IssuerCheck()

  func certificates(in der: [UInt8]) -> [[String: String]] {
    guard let found = try? Degenerate.read(der) else { return [] }
    return found.certificates.map(fields)
  }

  private func fields(_ certificate: Certificate) -> [String: String] {
    var fields: [String: String] = [
      "subject": certificate.subject, "issuer": certificate.issuer,
      "serial": hexadecimal(certificate.serialNumber), "thumbprint": hexadecimal(Digest.sha1.hash(certificate.der)),
      "notBefore": "\(Moment(seconds: certificate.notBefore))",
      "notAfter": "\(Moment(seconds: certificate.notAfter))",
      "isCA": String(certificate.isCA), "selfIssued": String(certificate.isSelfIssued),
      "keyUsage": (certificate.keyUsage ?? []).sorted().joined(separator: " "),
      "extendedKeyUsage": certificate.extendedKeyUsage.joined(separator: " "),
    ]
    fields["signed"] = issuers.verdict(on: certificate).map { String($0) }
    return fields.filter { !$0.value.isEmpty }
  }

  private func hexadecimal(_ octets: [UInt8]) -> String {
    octets.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
