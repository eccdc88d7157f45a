/// How large one element may become.
public struct MarkupLimits: Hashable, Sendable {
  /// Bytes from its start tag to its end tag.
  public var bytes: Int = 4 << 20
  /// Elements inside each other, the element itself included.
  public var depth: Int = 64
  /// Elements and attributes in it, together.
  public var nodes: Int = 50_000
  /// Problems that are kept; later ones are only counted.
  public var problems: Int = 100

  public init() {}
}
