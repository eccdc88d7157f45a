public import ScepspecModel

/// A sample that is not read as its specification says.
public struct SampleProblem: Hashable, Sendable, CustomStringConvertible {
  public var message: String
  public var location: Location

  public init(_ message: String, at location: Location) {
    self.message = message
    self.location = location
  }

  public var description: String { "\(location): \(message)" }
}
