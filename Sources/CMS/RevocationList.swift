import COpenSSL

/// A certificate revocation list (RFC 5280 section 5).
public final class RevocationList: @unchecked Sendable {  // the handle is only read after init
  public struct Entry: Sendable, Hashable {
    /// Content octets of the serial number: big-endian two's complement.
    public let serialNumber: [UInt8]
    /// Seconds since 1970-01-01T00:00:00Z.
    public let revoked: Int

    public init(serialNumber: [UInt8], revoked: Int) {
      self.serialNumber = serialNumber
      self.revoked = revoked
    }
  }

  private let handle: OpaquePointer
  public let der: [UInt8]
  /// The issuer in RFC 4514 form, and in DER.
  public let issuer: String
  public let issuerName: [UInt8]
  /// Seconds since 1970-01-01T00:00:00Z; 0 where the time cannot be read.
  public let thisUpdate: Int
  /// `nil` where the list does not say.
  public let nextUpdate: Int?
  public let entries: [Entry]

  /// - Throws: `malformed`, or `trailingOctets` where something follows the list.
  public init(der: [UInt8]) throws(CryptoError) {
    guard let (handle, consumed) = decoding(der, { d2i_X509_CRL(nil, $0, $1) }) else {
      throw CryptoError.openSSL(.malformed, "this is no certificate revocation list")
    }
    guard consumed == der.count else {
      X509_CRL_free(handle)
      throw CryptoError(.trailingOctets, "\(der.count - consumed) octets follow the revocation list")
    }
    self.handle = handle
    self.der = der
    let name = Name(handle: X509_CRL_get_issuer(handle))
    (issuer, issuerName) = (name.text, name.der)
    thisUpdate = epochSeconds(X509_CRL_get0_lastUpdate(handle))
    nextUpdate = X509_CRL_get0_nextUpdate(handle).map { epochSeconds($0) }
    entries = readEntries(handle)
  }

  deinit { X509_CRL_free(handle) }

  /// Whether the issuer's key made the signature; names and times are not looked at.
  public func isSigned(by issuer: Certificate) -> Bool {
    guard let key = issuer.publicKey.handle else { return false }
    defer { ERR_clear_error() }
    return RSAOperationCount.tally(.verify) { X509_CRL_verify(handle, key) == 1 }
  }
}

private func readEntries(_ list: OpaquePointer) -> [RevocationList.Entry] {
  guard let stack = X509_CRL_get_REVOKED(list) else { return [] }
  return (0..<max(0, OPENSSL_sk_num(stack))).compactMap { index in
    guard let raw = OPENSSL_sk_value(stack, index) else { return nil }
    let entry = OpaquePointer(raw)
    return RevocationList.Entry(
      serialNumber: integerOctets(X509_REVOKED_get0_serialNumber(entry)),
      revoked: epochSeconds(X509_REVOKED_get0_revocationDate(entry)))
  }
}
