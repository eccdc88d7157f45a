/// States, what proves them, their legal order, deadlines and findings, over the observations that share a key.
///
/// A log shows some of what happened, so a state is entered by what proves it (`enter`), whatever came before; `next` says
/// which states follow legally, and everything else is a gap in the log, or a new attempt.
public struct Machine: Hashable, Sendable {
  public var id: String
  public var title: String
  public var platform: String
  public var role: Role
  /// Only records of these families of formats are looked at; empty means all.
  public var families: [String]
  /// The field, in the kinds that have it, whose value tells one journey from another.
  public var key: Path?
  /// Fields by which an observation without key is attributed to the journey last seen with the same values.
  public var unkeyed: [Path]
  /// What the user may say about the set-up, such as `enrolment`, with the values that there are.
  public var option: Option?
  /// The kinds of observations that belong to its journeys, beyond those that signals and findings name: their codes
  /// and identities count.
  public var events: [String]
  public var start: String
  /// In the order of progress: going back to an earlier one is a new attempt, unless `next` allows it.
  public var states: [State]
  public var findings: [FindingRule]
  public var location: Location

  public init(
    id: String, title: String, platform: String = "", role: Role = .delivery, families: [String] = [],
    key: Path? = nil, unkeyed: [Path] = [], option: Option? = nil, events: [String] = [], start: String,
    states: [State], findings: [FindingRule] = [], location: Location
  ) {
    self.id = id
    self.title = title
    self.platform = platform
    self.role = role
    self.families = families
    self.key = key
    self.unkeyed = unkeyed
    self.option = option
    self.events = events
    self.start = start
    self.states = states
    self.findings = findings
    self.location = location
  }

  public func state(_ name: String) -> State? { states.first { $0.name == name } }

  public enum Role: String, CaseIterable, Hashable, Sendable {
    /// It follows the delivery itself and decides the conclusion.
    case delivery
    /// It follows a part of the way, and decides where no delivery is seen.
    case support
  }

  public struct Option: Hashable, Sendable {
    public var name: String
    public var values: [String]

    public init(name: String, values: [String]) {
      self.name = name
      self.values = values
    }
  }

  public struct State: Hashable, Sendable {
    public var name: String
    public var about: String
    /// The step of the workflow that it belongs to, 1-based; `nil` where it belongs to none.
    public var step: Int?
    /// A journey may end here; what follows and is not in `next` is a new attempt.
    public var isFinal: Bool
    /// What it means when a journey stands here.
    public var conclusion: Conclusion
    /// What it means besides: with another set-up.
    public var readings: [Reading]
    /// Seconds that it may last; `nil` means for ever.
    public var within: Int?
    /// What proves that this state is reached.
    public var enter: [Signal]
    /// The states that follow legally.
    public var next: [String]
    /// The observation's field whose value is the state's name for people, where this stands for many.
    public var named: Path?
    public var location: Location

    public init(
      name: String, about: String, step: Int? = nil, isFinal: Bool = false, conclusion: Conclusion = .inProgress,
      readings: [Reading] = [], within: Int? = nil, enter: [Signal] = [], next: [String] = [], named: Path? = nil,
      location: Location
    ) {
      self.name = name
      self.about = about
      self.step = step
      self.isFinal = isFinal
      self.conclusion = conclusion
      self.readings = readings
      self.within = within
      self.enter = enter
      self.next = next
      self.named = named
      self.location = location
    }
  }

  /// What a state means where the option has one of these values.
  public struct Reading: Hashable, Sendable {
    public var given: [String]
    public var conclusion: Conclusion
    public var means: String

    public init(given: [String], conclusion: Conclusion, means: String) {
      self.given = given
      self.conclusion = conclusion
      self.means = means
    }
  }

  /// An observation that proves a state.
  public struct Signal: Hashable, Sendable {
    public var on: String
    public var when: Predicate?
    /// It counts only while the journey stands in one of these; empty means anywhere.
    public var after: [String]
    /// The observation's field that names the state left.
    public var from: Path?
    /// It counts only where nothing else takes the observation.
    public var isLastResort: Bool
    /// The step of the workflow, 1-based, where this way into the state belongs to another than the state does.
    public var step: Int?
    public var location: Location

    public init(
      on: String, when: Predicate? = nil, after: [String] = [], from: Path? = nil, isLastResort: Bool = false,
      step: Int? = nil, location: Location
    ) {
      self.on = on
      self.when = when
      self.after = after
      self.from = from
      self.isLastResort = isLastResort
      self.step = step
      self.location = location
    }
  }
}

/// Something to tell the reader about a journey: what is wrong or awaited, why, and what to do.
public struct FindingRule: Hashable, Sendable {
  public var id: String
  /// The journey stands in one of these states; empty means any.
  public var at: [String]
  /// An observation of this attempt is of this kind; `nil` where the state alone tells.
  public var on: String?
  public var when: Predicate?
  /// No observation of this attempt is of these kinds.
  public var without: [String]
  /// It holds only where the machine's option has one of these values, or is not known; empty means always.
  public var given: [String]
  /// It counts only where the log shows records of these levels, since it concludes from absence.
  public var shown: [String]
  public var level: Level
  public var message: String
  public var cause: String?
  public var remedy: String?
  public var provenance: Provenance
  public var location: Location

  public init(
    id: String, at: [String] = [], on: String? = nil, when: Predicate? = nil, without: [String] = [],
    given: [String] = [], shown: [String] = [], level: Level = .error, message: String, cause: String? = nil,
    remedy: String? = nil, provenance: Provenance = Provenance(), location: Location
  ) {
    self.id = id
    self.at = at
    self.on = on
    self.when = when
    self.without = without
    self.given = given
    self.shown = shown
    self.level = level
    self.message = message
    self.cause = cause
    self.remedy = remedy
    self.provenance = provenance
    self.location = location
  }

  public enum Level: String, CaseIterable, Hashable, Sendable {
    case error, warning, info
  }
}
