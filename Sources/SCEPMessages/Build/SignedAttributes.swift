import ScepspecASN1
import ScepspecCMS

/// A signed attribute that SCEP does not know.
public struct OtherAttribute: Sendable, Hashable {
  public var oid: String
  /// Its values in DER; most attributes have one.
  public var values: [[UInt8]]

  public init(oid: String, values: [[UInt8]]) {
    self.oid = oid
    self.values = values
  }
}

/// The signed attributes of a message, sorted as DER wants a SET OF.
struct SignedAttributes {
  private(set) var elements: [Element] = []

  /// contentType and messageDigest, which RFC 5652 section 5.3 wants of every SignerInfo with attributes.
  init(contentType: String, content: [UInt8], digest: Digest) {
    add(.contentType, .objectIdentifier(contentType))
    add(.messageDigest, .octetString(digest.hash(content)))
  }

  /// Adds the attribute unless there is no value.
  mutating func add(_ attribute: MessagePart.Attribute, _ value: Element?) {
    guard let value else { return }
    elements.append(
      .sequence(
        [
          .objectIdentifier(attribute.oid, label: "\(attribute.label).oid"),
          .set([value.labelled("\(attribute.label).value")]),
        ], label: attribute.label))
  }

  mutating func add(_ other: OtherAttribute) {
    elements.append(.sequence([.objectIdentifier(other.oid), .set(other.values.map { .raw($0) })]))
  }

  var element: Element { .set(elements, label: "attributes").sorted() }
}
