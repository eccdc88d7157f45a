/// Every kind, field, parameter and name that a specification may use.
public struct Vocabulary: Hashable, Sendable {
  public var kinds: [String: RecordType]
  /// Record types that several kinds share, by name.
  public var records: [String: RecordType]
  /// Words for constants, by set: `pkiStatus: { SUCCESS: "0", … }`.
  public var names: [String: [String: Value]]
  /// What an exchange may send.
  public var parameters: RecordType
  /// What a fault may configure, and how it may build and send replies.
  public var faults: RecordType
  /// The arguments that each mutation word takes.
  public var mutations: [String: RecordType]
  /// The parts of a message that a mutation can name.
  public var parts: [String: String]
  /// Client families that checks may say break.
  public var clients: [String: String]

  public init(
    kinds: [String: RecordType] = [:], records: [String: RecordType] = [:], names: [String: [String: Value]] = [:],
    parameters: RecordType = RecordType(), faults: RecordType = RecordType(),
    mutations: [String: RecordType] = [:], parts: [String: String] = [:], clients: [String: String] = [:]
  ) {
    self.kinds = kinds
    self.records = records
    self.names = names
    self.parameters = parameters
    self.faults = faults
    self.mutations = mutations
    self.parts = parts
    self.clients = clients
  }
}

public struct RecordType: Hashable, Sendable {
  public var about: String
  public var fields: [String: FieldType]
  /// The fields that say in a line what an observation is, for reports.
  public var summary: [String]
  /// Of these fields exactly one has to be given (arguments of mutations).
  public var needs: [String]
  /// A kind that belongs to the whole run and to no exchange: what is known before anything is sent.
  public var isStanding: Bool

  public init(
    about: String = "", fields: [String: FieldType] = [:], summary: [String] = [], needs: [String] = [],
    isStanding: Bool = false
  ) {
    self.about = about
    self.fields = fields
    self.summary = summary
    self.needs = needs
    self.isStanding = isStanding
  }
}

/// The type of one field.
public struct FieldType: Hashable, Sendable {
  public var type: Kind
  public var about: String
  /// The set of names for its constants.
  public var names: String?
  /// The only values allowed; `nil` where any goes.
  public var values: [String]?
  /// Values that `names` and `values` do not list are allowed too.
  public var open: Bool
  public var unit: String?
  /// It comes out of an ASN.1 structure, so that the aspects `tag`, `bytes` and `offset` exist.
  public var encoded: Bool

  public indirect enum Kind: Hashable, Sendable {
    case bool, integer, text, bytes, time, oid
    case list(FieldType)
    /// A record type by name, or given in place.
    case reference(String)
    case record(RecordType)
    /// A list of mutations.
    case mutations
    /// The id of an exchange, which then has to be performed first.
    case exchange
  }

  public init(
    type: Kind, about: String = "", names: String? = nil, values: [String]? = nil, open: Bool = false,
    unit: String? = nil, encoded: Bool = false
  ) {
    self.type = type
    self.about = about
    self.names = names
    self.values = values
    self.open = open
    self.unit = unit
    self.encoded = encoded
  }
}
