/// A claim about observations, composed from tests of single fields.
public indirect enum Predicate: Hashable, Sendable {
  case all([Predicate])
  /// Several right answers; a reading's name is reported when it is the one that held.
  case any([Alternative])
  case not(Predicate)
  /// Whether the exchange yielded an observation of that kind at all.
  case observed(kind: String, of: String?)
  case test(FieldReference, Test)
  /// A predicate that a definitions file names, already resolved, with the words for what it means.
  case named(String, Predicate)
}

public struct Alternative: Hashable, Sendable {
  /// What this answer means, such as `refused by HTTP status`.
  public var reading: String?
  public var predicate: Predicate

  public init(reading: String? = nil, _ predicate: Predicate) {
    self.reading = reading
    self.predicate = predicate
  }
}

/// A field of this check's exchange, or of another one.
public struct FieldReference: Hashable, Sendable {
  public var path: Path
  /// The exchange to look in; `nil` means the check's own.
  public var exchange: String?

  public init(_ path: Path, of exchange: String? = nil) {
    self.path = path
    self.exchange = exchange
  }
}

/// What one field is compared with.
public indirect enum Operand: Hashable, Sendable {
  /// A constant; `name` is the vocabulary's word for it, such as `FAILURE` for `2`.
  case constant(Value, name: String?)
  case field(FieldReference)
}

/// A test of one field.
public indirect enum Test: Hashable, Sendable {
  case present
  case absent
  case equals(Operand)
  case oneOf([Operand])
  case atLeast(Operand)
  case atMost(Operand)
  case startsWith(Operand)
  case endsWith(Operand)
  /// A list holds the item; a text or byte string holds the part.
  case contains(Operand)
  /// The two lists hold the same items, in whatever order.
  case sameItems(Operand)
  /// Every item of the list is one of these.
  case within([Operand])
  case every(Predicate)
  case some(Predicate)
  case none(Predicate)
  /// No two items of the list are equal.
  case distinct
  /// Every character of the text belongs to the set.
  case madeOf(CharacterSet)
  public enum CharacterSet: String, CaseIterable, Hashable, Sendable {
    /// ITU-T X.680 section 41.4.
    case printableString
    case visibleASCII
    case digits
    case hexadecimal
  }
}
