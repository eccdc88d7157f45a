/// A fault that this server cannot put into practice; the loader's vocabulary should have refused it.
public struct FaultProblem: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Code: Hashable, Sendable {
    /// The key is not one that the server knows.
    case unknownKey
    /// The value is not a word that the server knows, or of the wrong type.
    case wrongValue
  }

  public var code: Code
  /// Where in the fault: a key such as `configure.skip`.
  public var key: String
  public var reason: String

  public var description: String { "\(key): \(reason)" }
}
