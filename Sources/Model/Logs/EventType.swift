/// A kind of observation that a log's records yield, and how they are recognised.
public struct EventType: Hashable, Sendable {
  /// The observation's kind; its fields are declared in the vocabulary under the same name.
  public var id: String
  public var about: String
  /// The families of formats in whose records it is looked for.
  public var families: [String]
  /// The ways to recognise it; the first that matches counts.
  public var matches: [Match]
  /// Record fields that every event of the file takes over as they are, such as process and thread.
  public var carry: [String]
  /// What the fields are, beyond their types.
  public var fields: [String: Meaning]
  /// Why this is not about what machines follow, although it looks like it; `nil` for what they follow.
  public var decoy: String?
  public var samples: [Sample]
  /// Records, or messages alone, that are no such event.
  public var rejects: [String]
  public var provenance: Provenance
  public var location: Location

  public init(
    id: String, about: String, families: [String], matches: [Match], carry: [String] = [],
    fields: [String: Meaning] = [:], decoy: String? = nil, samples: [Sample] = [], rejects: [String] = [],
    provenance: Provenance = Provenance(), location: Location
  ) {
    self.id = id
    self.about = about
    self.families = families
    self.matches = matches
    self.carry = carry
    self.fields = fields
    self.decoy = decoy
    self.samples = samples
    self.rejects = rejects
    self.provenance = provenance
    self.location = location
  }

  /// One way to recognise the event. All that is given has to hold.
  public struct Match: Hashable, Sendable {
    /// Record fields and what they have to be; an absent field fails.
    public var conditions: [String: Condition]
    /// The record field that `pattern` looks at.
    public var field: String
    /// Its groups are fields of the event.
    public var pattern: String?
    /// Text that every such record contains, so that all others pass quickly; derived from `pattern` where it is `nil`.
    public var contains: String?
    /// Event fields that are taken from record fields; several are joined by one blank, those absent left out.
    public var from: [String: [String]]
    public var location: Location

    public init(
      conditions: [String: Condition] = [:], field: String = "message", pattern: String? = nil,
      contains: String? = nil, from: [String: [String]] = [:], location: Location
    ) {
      self.conditions = conditions
      self.field = field
      self.pattern = pattern
      self.contains = contains
      self.from = from
      self.location = location
    }
  }

  public enum Condition: Hashable, Sendable {
    /// One of these, letter for letter.
    case oneOf([String])
    /// A pattern that is found in it.
    case matches(String)
    /// The record has no such field, or it is empty.
    case absent
  }

  /// What a field is, beyond its type in the vocabulary.
  public struct Meaning: Hashable, Sendable {
    /// The code tables that explain it; the first that knows it counts.
    public var codes: [String]
    /// The event field whose value is the id of the table.
    public var codesFrom: String?
    /// The identity that it is, by which records of several logs are joined.
    public var identity: String?
    /// Never printed.
    public var isSecret: Bool

    public init(codes: [String] = [], codesFrom: String? = nil, identity: String? = nil, isSecret: Bool = false) {
      self.codes = codes
      self.codesFrom = codesFrom
      self.identity = identity
      self.isSecret = isSecret
    }
  }

  /// A record, or its message alone, and the fields that come of it.
  public struct Sample: Hashable, Sendable {
    /// The format of `text`; `nil` where it is the text of the match's field alone.
    public var format: String?
    public var text: String
    /// Further record fields that are assumed, where `format` is `nil`.
    public var record: [String: String]
    public var fields: [String: String]
    public var location: Location

    public init(
      format: String? = nil, text: String, record: [String: String] = [:], fields: [String: String],
      location: Location
    ) {
      self.format = format
      self.text = text
      self.record = record
      self.fields = fields
      self.location = location
    }
  }
}
