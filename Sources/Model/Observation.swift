/// One thing that an adapter saw, in words of the vocabulary: the narrow waist between adapters and engine.
public struct Observation: Hashable, Sendable {
  /// What was seen, which observations that say the same may share.
  public let content: Content
  /// `nil` where the source has no clock.
  public var time: Moment?
  /// Where to look it up.
  public var origin: Origin

  /// What was seen: a kind that the vocabulary declares, such as `http`.
  public var kind: String { content.kind }
  /// The named values seen; a field that was absent has no entry.
  public var fields: [String: Field] { content.fields }

  public init(kind: String, fields: [String: Field], time: Moment? = nil, origin: Origin) {
    self.init(Content(kind: kind, fields: fields), time: time, origin: origin)
  }

  public init(_ content: Content, time: Moment? = nil, origin: Origin) {
    self.content = content
    self.time = time
    self.origin = origin
  }

  /// A kind and its values, without time and place. Logs repeat themselves: what was found out about one content
  /// holds for every observation that has the very same one.
  public final class Content: Hashable, Sendable {
    public let kind: String
    public let fields: [String: Field]

    public init(kind: String, fields: [String: Field]) {
      self.kind = kind
      self.fields = fields
    }

    public static func == (left: Content, right: Content) -> Bool {
      left === right || (left.kind == right.kind && left.fields == right.fields)
    }

    public func hash(into hasher: inout Hasher) {
      hasher.combine(kind)
      hasher.combine(fields)
    }
  }
}

/// The place an observation came from.
public enum Origin: Hashable, Sendable {
  /// The number of the exchange in the transcript, 1-based.
  case exchange(Int)
  /// A line (1-based) of a file; of a file without lines, the number of the record.
  case line(file: String, Int)
}
