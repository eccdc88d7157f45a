/// Why something named, found or begun could not be read to its end.
public struct InputProblem: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Code: String, Hashable, Sendable {
    case missing, unreadable, notAFile, circularLink, damaged, encrypted, unsupported, readTwice
    /// A bound of `InputLimits`; the message names it.
    case limit
  }

  public var code: Code
  /// The display name of the input, as in `LogInput`; unescaped.
  public var input: String
  /// What is wrong and what to do, one sentence without the name. It may quote a library's words.
  public var message: String

  public init(_ code: Code, _ input: String, _ message: String) {
    self.code = code
    self.input = input
    self.message = message
  }

  public var description: String { "\(input): \(message)" }
}
