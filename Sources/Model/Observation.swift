/// One thing that an adapter saw, in words of the vocabulary: the narrow waist between adapters and engine.
public struct Observation: Hashable, Sendable {
  /// What was seen: a kind that the vocabulary declares, such as `http`.
  public var kind: String
  /// The named values seen; a field that was absent has no entry.
  public var fields: [String: Field]
  /// Seconds since 1970-01-01T00:00:00Z; `nil` where the source has no clock.
  public var time: Int?
  /// Where to look it up.
  public var origin: Origin

  public init(kind: String, fields: [String: Field], time: Int? = nil, origin: Origin) {
    self.kind = kind
    self.fields = fields
    self.time = time
    self.origin = origin
  }
}

/// The place an observation came from.
public enum Origin: Hashable, Sendable {
  /// The number of the exchange in the transcript, 1-based.
  case exchange(Int)
  /// A line (1-based) of a file.
  case line(file: String, Int)
}
