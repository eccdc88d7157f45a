/// One element of a structure under construction, which can be taken apart, bent and then encoded.
///
/// Unlike a parsed structure it need not be legal: every deviation that a conformance test sends is made here.
public struct Element: Hashable, Sendable {
  /// The name of a part that others may refer to.
  public var label: String?
  /// The identifier octets; none for bare octets without tag and length.
  public var tag: [UInt8]
  /// Octets at the start of the content that belong to the type, such as the unused bits of a BIT STRING.
  public var lead: [UInt8]
  public var content: Content
  public var form: Form
  /// What an enclosing element's change of form means for this one.
  public var role: Role

  public enum Content: Hashable, Sendable {
    case octets([UInt8])
    case elements([Element])
  }

  /// How tag, length and content are spelt.
  public enum Form: Hashable, Sendable {
    /// Definite and minimal length, as in DER.
    case definite
    /// Length octet 80, and two zero octets at the end (X.690 section 8.1.3.6).
    case indefinite
    /// A constructed OCTET STRING of definite length in segments of so many octets (X.690 section 8.7.3).
    case segmented(Int)
    /// The same in segments, but of indefinite length.
    case indefiniteSegmented(Int)
    /// A definite length in so many octets more than needed.
    case longLength(Int)
  }

  public enum Role: Hashable, Sendable {
    case plain
    /// An OCTET STRING that is sent in segments when the structure around it has indefinite lengths.
    case streamed
    /// Keeps its form whatever happens around it, since a signature covers its encoding.
    case sealed
  }

  public init(
    _ tag: [UInt8], _ content: Content, lead: [UInt8] = [], label: String? = nil, form: Form = .definite,
    role: Role = .plain
  ) {
    self.tag = tag
    self.content = content
    self.lead = lead
    self.label = label
    self.form = form
    self.role = role
  }

  /// A copy with that label.
  public func labelled(_ label: String?) -> Element {
    var copy = self
    copy.label = label
    return copy
  }

  /// A copy with that role.
  public func `in`(role: Role) -> Element {
    var copy = self
    copy.role = role
    return copy
  }

  /// A copy in which neither the element nor anything below it has a label.
  public func withoutLabels() -> Element {
    var copy = labelled(nil)
    if case .elements(let elements) = content { copy.content = .elements(elements.map { $0.withoutLabels() }) }
    return copy
  }
}
