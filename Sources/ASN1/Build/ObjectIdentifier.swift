/// Conversion between the dotted form and the content octets of an OBJECT IDENTIFIER (X.690 section 8.19).
public enum ObjectIdentifier {
  /// The content octets; `nil` where the text is no dotted OID or an arc does not fit 64 bits.
  public static func content(_ dotted: String) -> [UInt8]? {
    let arcs = dotted.split(separator: ".", omittingEmptySubsequences: false).map { UInt64($0) }
    guard arcs.count >= 2, let first = arcs[0], let second = arcs[1], first < 3, first == 2 || second < 40 else {
      return nil
    }
    let (joined, overflow) = second.addingReportingOverflow(first * 40)
    guard !overflow else { return nil }
    var octets = base128(joined)
    for arc in arcs.dropFirst(2) {
      guard let arc else { return nil }
      octets += base128(arc)
    }
    return octets
  }

  /// The dotted form; `nil` where the octets end in the middle of an arc, are none, or an arc does not fit 64 bits.
  public static func dotted(_ content: some Sequence<UInt8>) -> String? {
    var arcs: [UInt64] = []
    var arc: UInt64 = 0
    var isWhole = true
    for octet in content {
      guard arc <= UInt64.max >> 7 else { return nil }
      arc = arc << 7 | UInt64(octet & 0x7F)
      isWhole = octet & 0x80 == 0
      guard isWhole else { continue }
      if arcs.isEmpty {
        let first = min(arc / 40, 2)
        arcs = [first, arc - first * 40]
      } else {
        arcs.append(arc)
      }
      arc = 0
    }
    guard isWhole, !arcs.isEmpty else { return nil }
    return arcs.map(String.init).joined(separator: ".")
  }

  private static func base128(_ arc: UInt64) -> [UInt8] {
    var octets = [UInt8(arc & 0x7F)]
    var rest = arc >> 7
    while rest > 0 {
      octets.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    return octets.reversed()
  }
}
