/// How far a run is, told before each exchange.
public struct RunStep: Hashable, Sendable {
  /// What the exchange is about, in the words of the specifications.
  public var about: String
  /// The exchange's number, 1-based.
  public var number: Int
  /// Checks that are decided, of `all`.
  public var decided: Int
  public var all: Int
}
