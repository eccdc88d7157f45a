/// An element that was lost, and why.
public struct MarkupProblem: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Code: String, Hashable, Sendable {
    /// The input ends, or another element of the kind begins, before this one's end tag.
    case cut
    /// Not well-formed.
    case damaged
    /// A bound of `MarkupLimits`; the message names it.
    case limit
  }

  public var code: Code
  /// Where the lost element begins, from 1.
  public var line: Int
  /// One sentence. It may quote the parser, so escape it before it is shown.
  public var message: String

  public var description: String { "line \(line): \(message)" }
}
