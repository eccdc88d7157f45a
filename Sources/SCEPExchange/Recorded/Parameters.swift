import ScepspecCMS
public import ScepspecModel

extension Field {
  /// SHA-256 of the value in a form that does not depend on the order of records: whether two requests were made from
  /// the same parameters.
  public var digest: [UInt8] { Digest.sha256.hash(Array(canonical.utf8)) }

  private var canonical: String {
    switch value {
    case .bool(let value): "b\(value)"
    case .integer(let value): "i\(value)"
    case .text(let value): "t\(value.utf8.count):\(value)"
    case .bytes(let value): "o\(hexadecimal(value))."
    case .time(let value): "z\(value)"
    case .list(let items): "[" + items.map(\.canonical).joined(separator: ",") + "]"
    case .record(let fields):
      "{" + fields.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.canonical)" }.joined(separator: ",") + "}"
    }
  }
}
