import COpenSSL

/// The textual encoding of RFC 7468.
public enum PEM {
  /// The octets in base64, lines of 64 characters, between `BEGIN` and `END` lines with the label.
  public static func text(_ octets: [UInt8], label: String) -> String {
    let text = written { PEM_write_bio($0, label, "", octets, octets.count) }
    return String(decoding: text ?? [], as: UTF8.self)
  }
}
