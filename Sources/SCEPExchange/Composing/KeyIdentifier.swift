import Foundation
import ScepspecCMS

/// A transactionID that is made of the public key, as most clients do it.
enum KeyIdentifier: String {
  case md5 = "key-md5"
  case sha1 = "key-sha-1"
  case sha256 = "key-sha-256"
  case sha1Base64 = "key-sha-1-base64"

  /// The digest of the key's DER, in upper-case hexadecimal or base64.
  func text(_ key: [UInt8]) -> String {
    switch self {
    case .md5: hexadecimal(Digest.md5.hash(key)).uppercased()
    case .sha1: hexadecimal(Digest.sha1.hash(key)).uppercased()
    case .sha256: hexadecimal(Digest.sha256.hash(key)).uppercased()
    case .sha1Base64: Data(Digest.sha1.hash(key)).base64EncodedString()
    }
  }
}
