/// Why a run cannot be made: one line for whoever asked for it.
public struct RunProblem: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Code: Hashable, Sendable {
    /// The settings contradict each other or the specifications.
    case settings
    /// The specifications ask for what cannot be done.
    case specification
  }

  public var code: Code
  public var message: String

  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  public var description: String { message }
}
