/// What may stand at one place of a specification file: the one description that the loader checks files against and
/// that the JSON Schemas are written from.
indirect enum Shape: Sendable {
  /// Any scalar, taken as text.
  case text
  /// A scalar that is not empty and has no control characters: a title, a reason.
  case line
  /// `true` or `false`.
  case bool
  /// Lower-case words joined by hyphens or dots.
  case id
  /// One of these words.
  case word([String])
  case list(Shape)
  /// A list with at least one item.
  case filled(Shape)
  /// One, or a list with at least one.
  case oneOrMore(Shape)
  /// A mapping whose keys the author chooses.
  case map(Shape)
  case record(RecordShape)
  /// Read where the vocabulary is known.
  case linked(Linked)

  /// What needs the vocabulary, or is a little language of its own.
  enum Linked: String, CaseIterable, Sendable {
    case predicate
    case exchanges
    case send
    case parameters
    case fieldType
    case configure
    case replies
    case run
    case claims
    case constants
    case condition
  }
}

/// A mapping with fixed keys.
struct RecordShape: Sendable {
  var name: String
  var about: String
  var keys: [KeyShape]

  init(_ name: String, _ about: String, _ keys: [KeyShape]) {
    self.name = name
    self.about = about
    self.keys = keys
  }

  var names: [String] { keys.map(\.name) }
  /// The name for sentences: `field type`.
  var words: String {
    name.reduce(into: "") { words, letter in words += letter.isUppercase ? " " + letter.lowercased() : String(letter) }
  }
}

struct KeyShape: Sendable {
  var name: String
  var shape: Shape
  var isRequired: Bool
  var about: String

  static func must(_ name: String, _ shape: Shape, _ about: String) -> KeyShape {
    KeyShape(name: name, shape: shape, isRequired: true, about: about)
  }

  static func may(_ name: String, _ shape: Shape, _ about: String) -> KeyShape {
    KeyShape(name: name, shape: shape, isRequired: false, about: about)
  }
}
