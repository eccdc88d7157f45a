/// Inputs that are told as one: of one family, out of one folder or archive, with the same kind of clock.
public struct LogGroup: Hashable, Sendable {
  /// From 0, in the order found.
  public var number: Int
  public var family: String
  /// Where its inputs lie; empty for the current folder, `-` for standard input.
  public var folder: String

  public init(number: Int, family: String, folder: String) {
    self.number = number
    self.family = family
    self.folder = folder
  }
}
