/// Why an exchange was not performed. Nothing was sent.
public struct AdapterError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Code: Hashable, Sendable {
    /// Something that earlier exchanges or the command line should have given is missing; a check that needs it is
    /// inconclusive.
    case precondition
    /// The specification asks for something that there is no way to send.
    case specification
    /// Building the request failed; our own fault.
    case construction
  }

  public var code: Code
  public var reason: String
  public var description: String { reason }

  public init(_ code: Code, _ reason: String) {
    self.code = code
    self.reason = reason
  }

  public static func precondition(_ reason: String) -> AdapterError { AdapterError(.precondition, reason) }

  static func specification(_ reason: String) -> AdapterError { AdapterError(.specification, reason) }

  public static func == (left: Self, right: Self) -> Bool { left.code == right.code }
  public func hash(into hasher: inout Hasher) { hasher.combine(code) }
}
