/// One record of a log: its named texts and where it begins.
public struct Record: Hashable, Sendable {
  /// By name; what is absent or empty has no entry.
  public var fields: [String: String]
  /// The line it begins with, 1-based; the number of the record where there are no lines.
  public var line: Int

  public init(fields: [String: String] = [:], line: Int) {
    self.fields = fields
    self.line = line
  }
}

/// How much of a log is taken in before it is called too long to be one.
public enum RecordLimits {
  /// Bytes of a line, and of a record with all its lines; what is longer is cut.
  public static let bytes = 1 << 20
  /// Columns of a row, and fields of a record.
  public static let columns = 4_096
  /// Objects, arrays and elements inside each other.
  public static let depth = 64
}

extension Record {
  /// Fields joined by one blank; `nil` where one is absent.
  func joined(_ names: [String]) -> String? {
    if names.count == 1 { return fields[names[0]] }
    var parts: [String] = []
    for name in names {
      guard let text = fields[name] else { return nil }
      parts.append(text)
    }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }
}
