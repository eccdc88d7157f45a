/// One deliberate change to a message under construction, by a word of the closed set and the named part it acts on.
///
/// Parts are dotted labels that begin with the layer that they belong to: `payload` (before it is enciphered),
/// `envelope` (before it is signed), `attributes` (the signed attributes, before they are signed), `message` (the
/// finished SignedData) and `body` (the octets on the wire). So the same word before a signature makes an odd but
/// authentic message, and after it a forged one.
public struct Mutation: Hashable, Sendable {
  public var word: Word
  public var part: String
  /// The word's arguments: `with`, `bit`, `to`, `by`, `octets`, …, as the vocabulary declares them.
  public var arguments: [String: Value]

  public init(_ word: Word, _ part: String, _ arguments: [String: Value] = [:]) {
    self.word = word
    self.part = part
    self.arguments = arguments
  }

  public enum Word: String, CaseIterable, Hashable, Sendable {
    /// Take the part out.
    case drop
    /// Put other content in its place: `value` keeps the tag, `der` replaces the whole encoding.
    case replace
    /// Write the part twice in a row; `with` gives the second one another content.
    case duplicate
    /// Invert one bit of the content: `bit` counts from the content's first octet's lowest bit; negative from the end.
    case flip
    /// Cut the content to `to` octets, or by `by` octets.
    case truncate
    /// Add octets after the content (`with`).
    case append
    /// Reverse the order of the elements.
    case reorder
    /// Encode the part and everything below it with indefinite lengths.
    case indefinite
    /// Encode the OCTET STRING constructed, in segments of `octets` octets.
    case segment
    /// Write the length in more octets than needed: `octets` more, one by default.
    case longLength
    /// Give the part another tag: `to`, such as `UTF8String` or `[0]`.
    case retag
    /// Add an element below the part: `with` (DER).
    case insert
  }
}

extension Mutation {
  /// The mutation as a value among an exchange's parameters: a record of `word`, `part` and `arguments`.
  public var field: Field {
    .record([
      "word": .text(word.rawValue), "part": .text(part), "arguments": .record(arguments.mapValues { Field($0) }),
    ])
  }

  /// Reads what `field` writes; `nil` for anything else.
  public init?(field: Field) {
    guard case .record(let record) = field.value,
      case .text(let text)? = record["word"]?.value, let word = Word(rawValue: text),
      case .text(let part)? = record["part"]?.value,
      case .record(let arguments)? = record["arguments"]?.value
    else { return nil }
    self.init(word, part, arguments.mapValues(\.value))
  }
}
