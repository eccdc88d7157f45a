/// What came of one search.
public enum MatchOutcome: Hashable, Sendable {
  case matched
  case noMatch
  /// The search was given up: nothing is known about a match.
  case limitReached(MatchLimit)
}

/// What a search ran into.
public enum MatchLimit: Hashable, Sendable, CustomStringConvertible {
  /// It took more steps than `Matcher.steps(forLength:)`.
  case steps
  /// It needed more memory for ways not yet tried than `Matcher.stackOctets` or `Matcher.heapOctets`.
  case memory
  /// The subject is longer than `Matcher.subjectOctets`, or so long that trying each place would take too long.
  case length
  /// PCRE2 refused for a reason of its own (pcre2api, "Error return values").
  case engine(code: Int32)

  public var description: String {
    switch self {
    case .steps: "it took more steps than a text of that length gets"
    case .memory: "it needed more than \(Matcher.stackOctets) octets of memory for ways not yet tried"
    case .length: "the text is too long to be searched"
    case .engine(let code): CompiledCode.message(code)
    }
  }
}

/// The search of a text was given up; nothing is known about a match.
public struct MatchLimitError: Error, Hashable, Sendable, CustomStringConvertible {
  public var pattern: String
  public var limit: MatchLimit

  public var description: String { "the search for '\(pattern)' was given up: \(limit)" }
}
