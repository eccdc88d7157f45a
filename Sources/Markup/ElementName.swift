/// A local name that many elements are held against, in a form that compares quickly.
public struct ElementName: Hashable, Sendable {
  public let text: String
  /// Names that differ in it are different.
  public let key: UInt64

  public init(_ text: String) {
    self.text = text
    key = text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}
