import ScepspecCMS

/// Reads the certificates of one message, as far as they are not too many or too large all together.
struct CertificateReader {
  private var certificates = 256
  private var octets = 1 << 20

  /// `nil` where it is no certificate, or beyond the bounds.
  mutating func read(_ der: [UInt8]) -> Certificate? {
    guard certificates > 0, der.count <= octets else { return nil }
    certificates -= 1
    octets -= der.count
    return try? Certificate(der: der)
  }
}
