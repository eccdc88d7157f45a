/// Where the challengePassword comes from. The text itself is never part of an error or a description.
public enum ChallengeSource: Sendable, CustomStringConvertible {
  case none
  case fixed(String)
  /// A shell command that prints one challenge; it is run anew for every enrolment.
  case command(String)
  /// Gives one challenge for each enrolment, or `nil` where there is none left.
  case made(@Sendable () -> String?)

  public var description: String {
    switch self {
    case .none: "no challenge"
    case .fixed: "a challenge"
    case .command: "a challenge command"
    case .made: "a challenge for each enrolment"
    }
  }

  /// Whether each challenge is meant for one enrolment.
  var isOneTime: Bool {
    switch self {
    case .command, .made: true
    case .none, .fixed: false
    }
  }

  /// The next challenge; `nil` where the run has none.
  func next() throws(AdapterError) -> String? {
    switch self {
    case .none: nil
    case .fixed(let text): text
    case .made(let make): make()
    case .command(let command): try UserCommand("challenge command", command).line()
    }
  }
}
