import ScepspecASN1
public import ScepspecModel

/// A value together with how and where it was encoded.
public struct Located<Value: Sendable>: Sendable {
  public var value: Value
  public var encoding: Encoding

  public init(_ value: Value, _ encoding: Encoding) {
    self.value = value
    self.encoding = encoding
  }
}

extension Located: Equatable where Value: Equatable {}
extension Located: Hashable where Value: Hashable {}

extension Encoding {
  init(_ node: BERNode) { self.init(tag: node.tagName, offset: node.offset, bytes: node.bytes) }
}

extension BERNode {
  /// The OBJECT IDENTIFIER, where the content is one; whatever the tag.
  var locatedOID: Located<String>? { objectIdentifier.map { Located($0, Encoding(self)) } }
  var locatedInteger: Located<Int>? { integer.map { Located($0, Encoding(self)) } }
}

extension Field {
  /// The same field of a structure that begins so many octets later.
  func moved(by octets: Int) -> Field {
    var encoding = encoding
    encoding?.offset += octets
    switch value {
    case .record(let fields): return Field(.record(fields.mapValues { $0.moved(by: octets) }), encoding)
    case .list(let items): return Field(.list(items.map { $0.moved(by: octets) }), encoding)
    default: return Field(value, encoding)
    }
  }
}
