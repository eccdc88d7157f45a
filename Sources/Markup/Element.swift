/// An element of XML, or of what a Windows event log holds instead of XML.
public struct Element: Hashable, Sendable {
  /// The local name, without a namespace prefix.
  public var name: String
  public var attributes: [(name: String, value: String)]
  public var children: [Element]
  /// The character data of the element itself, in order, entities resolved.
  public var text: String

  public init(
    _ name: String, attributes: [(name: String, value: String)] = [], children: [Element] = [], text: String = ""
  ) {
    self.name = name
    self.attributes = attributes
    self.children = children
    self.text = text
  }

  public static func == (a: Element, b: Element) -> Bool {
    a.name == b.name && a.text == b.text && a.children == b.children
      && a.attributes.elementsEqual(b.attributes) { $0 == $1 }
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(text)
    hasher.combine(children)
    for (name, value) in attributes {
      hasher.combine(name)
      hasher.combine(value)
    }
  }
}
