/// Why literals cannot be searched for.
public enum LiteralSetError: Error, Hashable, Sendable, CustomStringConvertible {
  case none
  case tooMany(count: Int)
  /// The literal at this index has no octets, so it is everywhere.
  case empty(index: Int)
  case tooLong(index: Int)

  public var description: String {
    switch self {
    case .none: "no literals to search for"
    case .tooMany(let count): "\(count) literals, at most \(LiteralSet.maximumCount)"
    case .empty(let index): "literal \(index) is empty"
    case .tooLong(let index): "literal \(index) has more than \(LiteralSet.maximumLength) octets"
    }
  }
}
