import ScepspecASN1
public import ScepspecModel

/// An AlgorithmIdentifier as it was received (RFC 5280 section 4.1.1.2).
public struct AlgorithmIdentifier: Hashable, Sendable {
  public var oid: String
  public var parameters: Parameters
  /// The whole SEQUENCE.
  public var encoding: Encoding

  public enum Parameters: Hashable, Sendable {
    case absent
    case null
    /// Tag, length and content octets.
    case present([UInt8])

    /// `absent`, `NULL` or `present`.
    public var word: String {
      switch self {
      case .absent: "absent"
      case .null: "NULL"
      case .present: "present"
      }
    }
  }

  /// `nil` where the element does not begin with an OBJECT IDENTIFIER.
  init?(_ node: BERNode) {
    guard node.isConstructed, let first = node.children.first, first.isTagged(.objectIdentifier),
      let oid = first.objectIdentifier
    else { return nil }
    self.oid = oid
    encoding = Encoding(node)
    guard let second = node.children.dropFirst().first else {
      parameters = .absent
      return
    }
    parameters = second.isTagged(.null) && second.contentLength == 0 ? .null : .present(second.bytes)
  }
}
