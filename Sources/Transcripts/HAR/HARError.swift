/// Why a file is no HAR that can be read: where, what was expected, and what to do.
public struct HARError: Error, Hashable, Sendable, CustomStringConvertible {
  public var file: String
  /// Such as `log.entries[3].request.url`; empty where it is about the whole file.
  public var path: String
  public var reason: String

  public var description: String { path.isEmpty ? "\(file): \(reason)" : "\(file): \(path): \(reason)" }

  public init(file: String, path: String = "", _ reason: String) {
    self.file = file
    self.path = path
    self.reason = reason
  }
}

/// What is read at most.
public enum HARBounds {
  /// Octets of a file.
  public static let file = 256 << 20
  public static let entries = 100_000
  /// Octets of one body.
  public static let body = 16 << 20
  /// Header lines of one message.
  public static let headers = 1_000
  /// Milliseconds of one exchange: a year. Longer ones are read as this.
  public static let duration = 31_536_000_000
}
