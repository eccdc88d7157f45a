import ScepspecASN1

/// What an element is expected to be, so that its parts get names. Nothing is refused: what does not fit stays unnamed.
indirect enum Shape: Sendable {
  case any
  /// A SEQUENCE with members.
  case structure(Structure)
  /// Every element inside has this role and shape.
  case list(String, Shape)
  /// An explicit tag around one element.
  case inside(Shape)
  /// A string whose content is BER again.
  case holds(Shape)
  /// A text or number of a code table.
  case code(String)
  /// The content is a text, whatever the tag.
  case text
  /// Shown on request only.
  case secret
  /// Never shown.
  case privateKey
  /// Bits with names, the first for bit 0.
  case bits([String])
  /// One of several, told apart by what is inside.
  case message
}

/// A member of a SEQUENCE.
struct Member: Sendable {
  var role: String
  var tag: Tag
  var shape: Shape

  init(_ role: String, _ tag: Tag, _ shape: Shape = .any) {
    self.role = role
    self.tag = tag
    self.shape = shape
  }

  enum Tag: Sendable {
    case universal(UniversalTag)
    case context(Int)
    case time
    case any

    func fits(_ node: BERNode) -> Bool {
      switch self {
      case .universal(let tag): node.isTagged(tag)
      case .context(let number): node.isContext(number)
      case .time: node.isTagged(.utcTime) || node.isTagged(.generalizedTime)
      case .any: true
      }
    }
  }
}
