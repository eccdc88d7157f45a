public import Markup

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

/// What can be known of an event before it is built.
public struct EVTXHead: Hashable, Sendable {
  public var number: UInt64
  public var written: UInt64
  /// `System/Provider@Name`, if it has one.
  public var provider: String?
  /// `System/EventID`, if it is a number.
  public var id: UInt32?
}
