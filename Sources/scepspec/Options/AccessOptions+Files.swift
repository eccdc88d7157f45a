import Foundation
import ScepspecCMS
import ScepspecModel

extension AccessOptions {
  /// The certificate and key of `--expired-certificate` and `--expired-key`.
  func expired() throws(Failure) -> (certificate: Certificate, key: PrivateKey)? {
    guard let expiredCertificate, let expiredKey else {
      guard expiredCertificate == nil, expiredKey == nil else {
        throw Failure(.usage, "--expired-certificate and --expired-key belong together")
      }
      return nil
    }
    let octets = try Self.contents(of: expiredCertificate, "--expired-certificate")
    let text = String(decoding: try Self.contents(of: expiredKey, "--expired-key"), as: UTF8.self)
    guard
      let certificate = (try? Certificate(pem: String(decoding: octets, as: UTF8.self)))
        ?? (try? Certificate(der: octets))
    else { throw Failure(.badData, "'\(expiredCertificate)' holds no certificate, neither PEM nor DER") }
    guard let key = try? PrivateKey(pem: text) else {
      throw Failure(.badData, "'\(expiredKey)' holds no private key in PEM without a password")
    }
    guard key.publicKey == certificate.publicKey else {
      throw Failure(.badData, "the key in '\(expiredKey)' is not that of the certificate in '\(expiredCertificate)'")
    }
    guard certificate.notAfter < Int(Date().timeIntervalSince1970) else {
      throw Failure(.badData, "the certificate in '\(expiredCertificate)' has not expired")
    }
    return (certificate, key)
  }

  /// The octets of a file; a certificate or key has some thousand.
  private static func contents(of file: String, _ option: String) throws(Failure) -> [UInt8] {
    guard let handle = FileHandle(forReadingAtPath: file), let data = try? handle.read(upToCount: 1 << 20) else {
      throw Failure(.usage, "the file '\(file)' of \(option) cannot be read")
    }
    return Array(data)
  }

  /// These options, with what the target file says where nothing else is said.
  func filled(from target: Target?) -> AccessOptions {
    var filled = self
    filled.caIdentifier = caIdentifier ?? target?.commands.caIdentifier
    if challenge == nil { filled.challengeCommand = challengeCommand ?? target?.commands.challenge }
    return filled
  }
}
