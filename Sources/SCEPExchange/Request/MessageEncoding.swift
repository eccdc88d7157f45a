import Foundation

/// The spellings of a binary message as text, as clients are known to write them into a query or a body.
enum MessageEncoding {
  static func query(_ message: [UInt8], as form: Travel.Base64Form) -> String {
    let text = base64(message)
    switch form {
    case .raw: return text
    case .escaped: return escaping(text, upper: true) { isReserved($0) }
    case .lowercaseEscapes: return escaping(text, upper: false) { isReserved($0) }
    case .allEscaped: return escaping(text, upper: true) { _ in true }
    case .paddingEscaped: return escaping(text, upper: true) { $0 == UInt8(ascii: "=") }
    case .unpadded: return escaping(text.filter { $0 != "=" }, upper: true) { isReserved($0) }
    case .wrapped: return escaping(wrapped(text, at: 64), upper: true) { isReserved($0) || $0 == 0x0A }
    case .urlAlphabet:
      let swapped = text.replacing("+", with: "-").replacing("/", with: "_")
      return escaping(swapped, upper: true) { isReserved($0) }
    }
  }

  static func body(_ message: [UInt8], as form: Travel.BodyForm) -> [UInt8] {
    switch form {
    case .binary: message
    case .base64: Array(base64(message).utf8)
    case .form: Array("operation=PKIOperation&message=\(query(message, as: .escaped))".utf8)
    case .pem: Array(pem(message, label: "PKCS7").utf8)
    }
  }

  static func pem(_ octets: [UInt8], label: String) -> String {
    "-----BEGIN \(label)-----\n\(wrapped(base64(octets), at: 64))-----END \(label)-----\n"
  }

  /// A value of a query, with everything escaped but unreserved characters (RFC 3986 section 2.3).
  static func escaped(_ text: String) -> String {
    escaping(text, upper: true) { octet in
      !(48...57 ~= octet || 65...90 ~= octet || 97...122 ~= octet || [45, 46, 95, 126].contains(octet))
    }
  }

  private static func base64(_ octets: [UInt8]) -> String { Data(octets).base64EncodedString() }

  private static func isReserved(_ octet: UInt8) -> Bool {
    octet == UInt8(ascii: "+") || octet == UInt8(ascii: "/") || octet == UInt8(ascii: "=")
  }

  private static func escaping(_ text: String, upper: Bool, _ isEscaped: (UInt8) -> Bool) -> String {
    let digits = Array((upper ? "0123456789ABCDEF" : "0123456789abcdef").utf8)
    var octets: [UInt8] = []
    for octet in text.utf8 {
      if isEscaped(octet) {
        octets += [UInt8(ascii: "%"), digits[Int(octet >> 4)], digits[Int(octet & 15)]]
      } else {
        octets.append(octet)
      }
    }
    return String(decoding: octets, as: UTF8.self)
  }

  /// Lines of so many characters, each ended by a line feed.
  private static func wrapped(_ text: String, at width: Int) -> String {
    let characters = Array(text.utf8)
    return stride(from: 0, to: characters.count, by: width).map { start in
      String(decoding: characters[start..<min(start + width, characters.count)], as: UTF8.self) + "\n"
    }.joined()
  }
}
