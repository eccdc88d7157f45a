import COpenSSL
import COpenSSLShims

/// A distinguished name (RFC 5280 section 4.1.2.4).
public struct Name: Hashable, Sendable {
  public let der: [UInt8]
  /// The RFC 4514 form, such as `CN=dev1,O=org`.
  public let text: String

  /// A name written as `/C=US/O=org/CN=dev1`, most significant part first; a slash in a value is written `\/`.
  public init(_ text: String) throws(CryptoError) {
    guard let handle = X509_NAME_new() else { throw CryptoError.openSSL(.failed, "making a name") }
    defer { X509_NAME_free(handle) }
    for (type, value) in try Name.parts(text) {
      let octets = Array(value.utf8)
      guard X509_NAME_add_entry_by_txt(handle, type, MBSTRING_UTF8, octets, Int32(octets.count), -1, 0) == 1 else {
        throw CryptoError.openSSL(.invalidArgument, "'\(type)=\(value)' cannot be part of a name")
      }
    }
    self.init(handle: handle)
  }

  public init(der: [UInt8]) throws(CryptoError) {
    guard let (handle, consumed) = decoding(der, { d2i_X509_NAME(nil, $0, $1) }) else {
      throw CryptoError.openSSL(.malformed, "this is no Name")
    }
    defer { X509_NAME_free(handle) }
    guard consumed == der.count else { throw CryptoError(.trailingOctets, "octets follow the Name") }
    self.init(handle: handle)
  }

  init(handle: OpaquePointer?) {
    guard let handle else {
      self.der = [0x30, 0]
      self.text = ""
      return
    }
    der = encoding { i2d_X509_NAME(handle, $0) }
    let octets = written { X509_NAME_print_ex($0, handle, 0, shim_name_flags()) }
    text = String(decoding: octets ?? [], as: UTF8.self)
  }

  /// Hands a temporary OpenSSL name to `body`.
  func withHandle<T>(_ body: (OpaquePointer) -> T) -> T? {
    guard let (handle, _) = decoding(der, { d2i_X509_NAME(nil, $0, $1) }) else { return nil }
    defer { X509_NAME_free(handle) }
    return body(handle)
  }

  private static func parts(_ text: String) throws(CryptoError) -> [(type: String, value: String)] {
    var pieces: [String] = [""]
    var isEscaped = false
    for character in text {
      if isEscaped || (character != "/" && character != "\\") {
        pieces[pieces.count - 1].append(character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else {
        pieces.append("")
      }
    }
    var parts: [(type: String, value: String)] = []
    for piece in pieces where !piece.isEmpty {
      guard let equals = piece.firstIndex(of: "=") else {
        throw CryptoError(.invalidArgument, "'\(piece)' is not of the form TYPE=VALUE")
      }
      parts.append((String(piece[..<equals]), String(piece[piece.index(after: equals)...])))
    }
    return parts
  }
}
