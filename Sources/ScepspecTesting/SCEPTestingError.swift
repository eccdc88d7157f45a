/// Why a test cannot be carried out as it is written: one line.
public struct SCEPTestingError: Error, Hashable, Sendable, CustomStringConvertible {
  public let message: String

  init(_ message: String) { self.message = message }

  public var description: String { message }
}
