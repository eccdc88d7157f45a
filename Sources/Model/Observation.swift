/// One thing that an adapter saw, in words of the vocabulary: the narrow waist between adapters and engine.
public struct Observation: Hashable, Sendable {
  /// What was seen: a kind that the vocabulary declares, such as `http`.
  public var kind: String
  /// The named values seen; a field that was absent has no entry.
  public var fields: [String: Field]
  /// `nil` where the source has no clock.
  public var time: Moment?
  /// Where to look it up.
  public var origin: Origin

  public init(kind: String, fields: [String: Field], time: Moment? = nil, origin: Origin) {
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
  /// A line (1-based) of a file; of a file without lines, the number of the record.
  case line(file: String, Int)
}
