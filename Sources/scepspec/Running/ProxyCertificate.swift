import Foundation
import ScepspecCMS

/// A certificate for a proxy, signed by its own key and good for a day.
enum ProxyCertificate {
  static func make(host: String) throws(Failure) -> (certificatePEM: String, keyPEM: String) {
    let now = Int(Date().timeIntervalSince1970)
    let isAddress = host.contains(":") || host.allSatisfy { $0.isNumber || $0 == "." }
    var names = "DNS:localhost,IP:127.0.0.1,IP:::1"
    if !["127.0.0.1", "::1", "localhost"].contains(host) { names += ",\(isAddress ? "IP" : "DNS"):\(host)" }
    do {
      let key = try PrivateKey.generateRSA(bits: 2048)
      let template = CertificateTemplate(
        subject: try Name("/CN=scepspec record"), serialNumber: [0x52] + Randomness.bytes(15), notBefore: now - 3_600,
        notAfter: now + 86_400, publicKey: key.publicKey,
        extensions: [
          "basicConstraints=critical,CA:FALSE", "keyUsage=critical,digitalSignature,keyEncipherment",
          "extendedKeyUsage=serverAuth", "subjectAltName=\(names)",
        ])
      return (try template.issue(signedBy: key).pem, key.pem)
    } catch {
      throw Failure(.usage, "no certificate can be made for '\(host)': \(error.reason)")
    }
  }
}
