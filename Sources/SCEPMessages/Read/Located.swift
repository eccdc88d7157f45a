import ASN1
public import Model

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
