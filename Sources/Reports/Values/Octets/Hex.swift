/// Octets as hexadecimal text.
public enum Hex {
  /// The first octets with blanks between them, and how many there are: `04 10 4f a1 … (18 octets)`.
  public static func preview(_ bytes: [UInt8], limit: Int = 32) -> String {
    guard !bytes.isEmpty else { return "(0 octets)" }
    let shown = bytes.prefix(limit).map(octet).joined(separator: " ")
    let more = bytes.count > limit ? " …" : ""
    return "\(shown)\(more) (\(bytes.count) octet\(bytes.count == 1 ? "" : "s"))"
  }

  /// All octets without blanks, for machines.
  public static func compact(_ bytes: [UInt8]) -> String { bytes.map(octet).joined() }

  static func octet(_ octet: UInt8) -> String {
    let digits = String(octet, radix: 16)
    return octet < 16 ? "0" + digits : digits
  }
}
