import ScepspecModel

/// What is kept of values that a reply holds. A run remembers every observation to its end, so that a server that
/// sends megabytes each time would fill the memory; no right reply comes near these bounds.
enum Bounds {
  /// Octets of a text or octet string.
  static let octets = 65_536
  /// Octets of the encoding that a value came in.
  static let encodingOctets = 4_096
  static let items = 1_024

  static func kept(of field: Field) -> Field {
    var kept = Field(kept(of: field.value), field.encoding)
    if let encoding = field.encoding, encoding.bytes.count > encodingOctets {
      kept.encoding?.bytes = Array(encoding.bytes.prefix(encodingOctets))
    }
    return kept
  }

  private static func kept(of value: Value) -> Value {
    switch value {
    case .text(let text) where text.utf8.count > octets:
      .text(String(decoding: text.utf8.prefix(octets), as: UTF8.self))
    case .bytes(let bytes) where bytes.count > octets: .bytes(Array(bytes.prefix(octets)))
    case .list(let items): .list(items.prefix(Self.items).map(kept))
    case .record(let fields): .record(fields.mapValues(kept))
    default: value
    }
  }
}
