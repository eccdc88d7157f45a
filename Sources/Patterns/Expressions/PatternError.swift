/// Why a regular expression of a specification cannot be used.
public struct PatternError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The expression as it was given.
  public var source: String
  /// Where the trouble was seen: octets of UTF-8 before it, from 0 to the length of `source`.
  public var offset: Int
  /// What is wrong, in a few words, without the place.
  public var message: String

  init(_ message: String, in source: String, at offset: Int) {
    self.source = source
    self.offset = min(max(0, offset), source.utf8.count)
    self.message = message
  }

  /// Where the trouble was seen, as a reader counts: characters before it, plus one.
  public var column: Int { String(decoding: source.utf8.prefix(offset), as: UTF8.self).count + 1 }

  public var description: String { "character \(column): \(message)" }
}
