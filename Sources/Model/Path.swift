/// Names a value inside the observations of one exchange: a kind, fields, and at the end perhaps an aspect.
///
/// Written `kind.field.field@aspect`; inside `every`, `some` and `none` a path that starts with a dot is relative
/// to the list item. A number selects a list item (0-based, negative from the end).
public struct Path: Hashable, Sendable, CustomStringConvertible {
  public var components: [String]
  /// True when the path starts at the current list item.
  public var isRelative: Bool
  public var aspect: Aspect?

  public init(components: [String], isRelative: Bool = false, aspect: Aspect? = nil) {
    self.components = components
    self.isRelative = isRelative
    self.aspect = aspect
  }

  /// The observation kind; `nil` for a relative path.
  public var kind: String? { isRelative ? nil : components.first }
  /// The components below the kind.
  public var fields: ArraySlice<String> { isRelative ? components[...] : components.dropFirst() }

  public var description: String {
    (isRelative ? "." : "") + components.joined(separator: ".") + (aspect.map { "@" + $0.rawValue } ?? "")
  }
}

/// A property of a value that is not the value itself.
public enum Aspect: String, CaseIterable, Hashable, Sendable {
  /// The ASN.1 tag in words: `PrintableString`.
  case tag
  /// The encoding's octets, tag and length included.
  case bytes
  /// Where the encoding begins, in octets.
  case offset
  /// Octets of a byte string, characters of a text.
  case length
  /// Items of a list.
  case count
  /// The text in lower case.
  case lower
}
