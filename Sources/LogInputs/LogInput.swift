/// One log, or what may be one: a file, a member of an archive, or standard input.
public struct LogInput: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// A file on disk, also where it is compressed by itself.
    case file
    /// A member of an archive.
    case member
    case standardInput
  }

  /// The way to it, for people: `diag.zip/logs/device.log`, `-` for standard input. As found: it may hold
  /// control characters, so escape it before it is shown.
  public var name: String
  public var kind: Kind
  /// Bytes, where known before reading; a compressed file does not tell.
  public var size: Int?

  public init(name: String, kind: Kind, size: Int?) {
    self.name = name
    self.kind = kind
    self.size = size
  }
}
