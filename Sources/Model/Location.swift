/// A place in a specification file.
public struct Location: Hashable, Sendable, CustomStringConvertible {
  /// Path as it was opened, relative to the folder that was loaded.
  public var file: String
  /// 1-based.
  public var line: Int
  /// 1-based.
  public var column: Int

  public init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  public var description: String { "\(file):\(line):\(column)" }
}
