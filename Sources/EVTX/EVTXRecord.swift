public import ScepspecMarkup

/// One event of a Windows event log.
public struct EVTXRecord: Hashable, Sendable {
  /// The identifier in the record's own header. It can differ from `EventRecordID` in a log saved from another.
  public var number: UInt64
  /// When the record was written: FILETIME, 100-nanosecond steps since 1601-01-01 UTC.
  public var written: UInt64
  /// The event: local names, no namespace declarations, values as text.
  ///
  /// Numbers are decimal, hexadecimal ones `0x` and lower case without padding, identifiers (GUID) in braces and upper
  /// case, times ISO 8601 in UTC with nine digits after the point, bytes upper case hexadecimal.
  public var event: Element
  /// Where the record begins in its file, in bytes.
  public var offset: Int
  /// Nothing vouches for this record: it lies past the end that its chunk tells (deleted, or written just before the
  /// machine stopped), its chunk has no usable header, or it is damaged itself (told as damage) and its values are what
  /// could be saved of it.
  public var recovered: Bool
}

/// A place of a file that could not be read, or was read although something about it is wrong. Never fatal.
public struct EVTXDamage: Hashable, Sendable, CustomStringConvertible {
  /// Where it is in the file, in bytes.
  public var offset: Int
  /// What was found or expected there.
  public var reason: String

  public var description: String { "byte \(offset): \(reason)" }
}

/// What can be known of an event before it is built. All that is not certain is nil: a record that is damaged, or whose
/// template is not like that of other events, has to be built to be known.
public struct EVTXHead: Hashable, Sendable {
  public var number: UInt64
  public var written: UInt64
  /// Where the record begins in its file, in bytes.
  public var offset: Int
  /// The event's own name. Where it is given, the record is whole, and building it does not fail.
  public var name: String?
  /// What `providerPlace` holds; not empty.
  public var provider: String?
  /// What `idPlace` holds, if it is a number in plain decimal digits.
  public var id: UInt32?
  /// What `createdPlace` holds: FILETIME. `EVTX.text(ofTime:)` is how the event writes it.
  public var created: UInt64?

  public static let providerPlace = "System/Provider@Name"
  public static let idPlace = "System/EventID"
  public static let createdPlace = "System/TimeCreated@SystemTime"
}
