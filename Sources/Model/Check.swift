/// Checks that share a topic and a set-up.
public struct Suite: Hashable, Sendable {
  public var id: String
  public var title: String
  public var about: String
  public var checks: [Check]
  /// Exchanges that this file declares, by name; names are shared by all files.
  public var exchanges: [Exchange]
  /// Whose claims these are.
  public var role: Role
  public var location: Location

  public enum Role: String, CaseIterable, Hashable, Sendable {
    case server
    /// Of the client whose exchanges were recorded: the checks look at each of its requests.
    case client
  }

  public init(
    id: String, title: String, about: String, checks: [Check], exchanges: [Exchange], role: Role = .server,
    location: Location
  ) {
    self.role = role
    self.id = id
    self.title = title
    self.about = about
    self.checks = checks
    self.exchanges = exchanges
    self.location = location
  }
}

extension Check {
  /// Stands for the exchange of a check that looks at whatever was recorded.
  public static let recorded = "recorded"
}

/// One testable claim.
public struct Check: Hashable, Sendable {
  /// Path-like and stable: `suite/name`.
  public var id: String
  public var title: String
  public var level: Level
  /// Ids of rows of the requirements catalogue.
  public var requirements: [String]
  /// Rows of the list of real interoperability bugs, or quirks, that this check would have caught.
  public var seenIn: [String]
  /// Client families that fail when a server gets this wrong.
  public var breaks: [String]
  /// Checks that must pass first; when one does not, this one is blocked.
  public var requires: [String]
  /// Checks that the same mistake breaks: where one of them fails too, this one is told under it.
  public var follows: [String] = []
  /// The exchange that is looked at unless a field names another one.
  public var exchange: String
  /// Further exchanges that the check looks at in the same way: it is broken where it is broken in any of them. With
  /// several exchanges, those where `given` does not hold are passed over.
  public var otherExchanges: [String]
  /// The check also looks at every other exchange that the run has performed, once all the rest is decided: for claims
  /// about each reply, whatever was asked.
  public var looksEverywhere: Bool
  /// Where this is false the check does not apply.
  public var when: Predicate?
  /// Where this is false the evidence is missing and the check is inconclusive.
  public var given: Predicate?
  /// What would settle an inconclusive result.
  public var settle: String?
  public var expect: Predicate
  /// Advice for whoever has to mend the server.
  public var hint: String?
  /// What somebody can do with a server that fails (level SECURITY).
  public var attackerGains: String?
  public var location: Location

  public init(
    id: String, title: String, level: Level, requirements: [String], seenIn: [String] = [], breaks: [String] = [],
    requires: [String] = [], exchange: String, otherExchanges: [String] = [],
    looksEverywhere: Bool = false, when: Predicate? = nil, given: Predicate? = nil, settle: String? = nil,
    expect: Predicate, hint: String? = nil, attackerGains: String? = nil, location: Location
  ) {
    self.id = id
    self.title = title
    self.level = level
    self.requirements = requirements
    self.seenIn = seenIn
    self.breaks = breaks
    self.requires = requires
    self.exchange = exchange
    self.otherExchanges = otherExchanges
    self.looksEverywhere = looksEverywhere
    self.when = when
    self.given = given
    self.settle = settle
    self.expect = expect
    self.hint = hint
    self.attackerGains = attackerGains
    self.location = location
  }
}

/// How binding a claim is, and for whom.
public enum Level: String, CaseIterable, Hashable, Sendable {
  case must = "MUST"
  case should = "SHOULD"
  case may = "MAY"
  /// Not in the text, but a named client family breaks without it.
  case interop = "INTEROP"
  case security = "SECURITY"
  /// The server must survive or answer properly.
  case robust = "ROBUST"
  case info = "INFO"

  /// The verdict of a check of this level whose expectation does not hold.
  public var whenBroken: Verdict {
    switch self {
    case .must, .security, .robust: .fail
    case .should, .interop, .may, .info: .warning
    }
  }
}

/// What a check came to.
public enum Verdict: String, CaseIterable, Hashable, Sendable {
  case pass
  case fail
  /// A broken claim of a level that does not bind: SHOULD, MAY, INTEROP or INFO.
  case warning
  case notApplicable
  /// A check that this one depends on did not pass.
  case blocked
  /// Transport trouble or a missing precondition.
  case inconclusive
  /// A deviation that the target file declares.
  case knownFailure
  /// A declared deviation that is gone.
  case unexpectedPass
}

/// A request to be made of the target: what to do, in parameters that the vocabulary declares.
public struct Exchange: Hashable, Sendable {
  /// In place of an exchange's id: where the kinds are looked up that belong to the whole run.
  public static let standing = "(run)"

  public var id: String
  /// One line for reports and plans.
  public var about: String
  /// Exchanges that must have been performed before, in this order.
  public var after: [String]
  /// The request's parameters, resolved against the exchange it is `like`.
  public var send: Field
  /// Whether the target should be asked afterwards whether it still lives.
  public var harmful: Bool
  /// Parameters that depend on what was seen: those of the first choice that holds go over `send`.
  public var choices: [Choice]
  /// Which requests of other people's clients stand for this one; `nil` where none does.
  public var recorded: Predicate?
  public var location: Location

  public struct Choice: Hashable, Sendable {
    /// `nil` holds always.
    public var when: Predicate?
    public var send: Field

    public init(when: Predicate?, send: Field) {
      self.when = when
      self.send = send
    }
  }

  public init(
    id: String, about: String, after: [String], send: Field, harmful: Bool, choices: [Choice] = [],
    recorded: Predicate? = nil, location: Location
  ) {
    self.id = id
    self.about = about
    self.after = after
    self.send = send
    self.harmful = harmful
    self.choices = choices
    self.recorded = recorded
    self.location = location
  }
}
