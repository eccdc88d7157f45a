import ScepspecCMS

/// A message that cannot be built as it was described.
public struct BuildError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Code: String, Hashable, Sendable {
    /// A mutation names a part that this message does not have.
    case unknownPart
    /// The word does not fit the part: nothing to reorder, no length to lengthen, ….
    case unfit
    /// An argument of a mutation is missing or of the wrong type.
    case badArgument
    /// A key or an algorithm refused.
    case crypto
  }

  public let code: Code
  public let reason: String
  /// The part that a mutation names; `nil` where none is to blame.
  public let part: String?

  public var description: String { reason }

  init(_ code: Code, _ reason: String, part: String? = nil) {
    self.code = code
    self.reason = reason
    self.part = part
  }

  init(_ error: CryptoError) { self.init(.crypto, error.reason) }
}

/// Runs something of CMS, whose errors become a `BuildError`.
func building<T>(_ body: () throws(CryptoError) -> T) throws(BuildError) -> T {
  do { return try body() } catch { throw BuildError(error) }
}
