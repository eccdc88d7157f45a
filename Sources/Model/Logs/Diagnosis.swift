/// What logs say about deliveries: one journey for each, and what they come to together.
public struct Diagnosis: Hashable, Sendable {
  public var inputs: [LogSummary]
  /// What decides first: failed ones, then waiting ones, and so on; in order of time among equals.
  public var journeys: [JourneyReport]
  public var conclusion: Conclusion
  /// Where the journey that decides stands; `nil` without journey.
  public var stoppedAt: Stop?
  /// What is to be said about the logs as a whole.
  public var findings: [Finding]

  public init(
    inputs: [LogSummary], journeys: [JourneyReport], conclusion: Conclusion, stoppedAt: Stop? = nil,
    findings: [Finding] = []
  ) {
    self.inputs = inputs
    self.journeys = journeys
    self.conclusion = conclusion
    self.stoppedAt = stoppedAt
    self.findings = findings
  }

  public struct Stop: Hashable, Sendable {
    /// The index in `journeys`.
    public var journey: Int
    public var step: Int?
    public var state: String

    public init(journey: Int, step: Int?, state: String) {
      self.journey = journey
      self.step = step
      self.state = state
    }
  }
}

/// What one input was and held.
public struct LogSummary: Hashable, Sendable {
  public var path: String
  /// The id of the format recognised; `nil` where none was.
  public var format: String?
  public var family: String?
  public var records: Int
  /// Records that yielded an observation, decoys among them.
  public var recognised: Int
  /// Records that look like what machines follow, but are something else, by the reason.
  public var decoys: [String: Int]
  /// Of the observations, the first and the last.
  public var from: Moment?
  public var to: Moment?
  /// Seconds that were added to this input's clock, and where from.
  public var offset: Offset?
  /// What could not be read, and what was odd: each a sentence.
  public var problems: [String]

  public init(
    path: String, format: String? = nil, family: String? = nil, records: Int = 0, recognised: Int = 0,
    decoys: [String: Int] = [:], from: Moment? = nil, to: Moment? = nil, offset: Offset? = nil,
    problems: [String] = []
  ) {
    self.path = path
    self.format = format
    self.family = family
    self.records = records
    self.recognised = recognised
    self.decoys = decoys
    self.from = from
    self.to = to
    self.offset = offset
    self.problems = problems
  }

  public struct Offset: Hashable, Sendable {
    public var seconds: Int
    /// Given by the user; else estimated.
    public var isGiven: Bool

    public init(seconds: Int, isGiven: Bool) {
      self.seconds = seconds
      self.isGiven = isGiven
    }
  }
}

/// What one delivery, or one part of the way, went through.
public struct JourneyReport: Hashable, Sendable {
  /// The machine's id, or the workflow's where parts are joined.
  public var machine: String
  public var title: String
  public var platform: String
  /// The key as the log writes it; `nil` where the log does not show it.
  public var key: String?
  /// False where the key is redacted, or records without key were attributed to it.
  public var isKeyCertain: Bool
  /// 1-based: renewals and repeated deliveries of the same key are further attempts.
  public var attempt: Int
  /// Attempts of the same key before this one and what each came to.
  public var earlier: [Earlier]
  public var conclusion: Conclusion
  public var step: Int?
  /// The state's name, as the log writes it where it is not known.
  public var state: String
  public var about: String
  public var since: Moment?
  /// Microseconds from `since` to the last record of the log, where both are known.
  public var lasted: Int?
  /// Longer than the state may last.
  public var isOverdue: Bool
  public var expectedNext: [Expected]
  public var path: [Passage]
  public var findings: [Finding]
  /// What the state means with another set-up.
  public var otherReadings: [Machine.Reading]
  /// What makes the journey less than certain: each a sentence.
  public var remarks: [String]
  /// The journeys that were joined, and why.
  public var parts: [Part]

  public init(
    machine: String, title: String, platform: String, key: String? = nil, isKeyCertain: Bool = true,
    attempt: Int = 1, earlier: [Earlier] = [], conclusion: Conclusion, step: Int? = nil, state: String, about: String,
    since: Moment? = nil, lasted: Int? = nil, isOverdue: Bool = false, expectedNext: [Expected] = [],
    path: [Passage] = [], findings: [Finding] = [], otherReadings: [Machine.Reading] = [], remarks: [String] = [],
    parts: [Part] = []
  ) {
    self.machine = machine
    self.title = title
    self.platform = platform
    self.key = key
    self.isKeyCertain = isKeyCertain
    self.attempt = attempt
    self.earlier = earlier
    self.conclusion = conclusion
    self.step = step
    self.state = state
    self.about = about
    self.since = since
    self.lasted = lasted
    self.isOverdue = isOverdue
    self.expectedNext = expectedNext
    self.path = path
    self.findings = findings
    self.otherReadings = otherReadings
    self.remarks = remarks
    self.parts = parts
  }

  public struct Earlier: Hashable, Sendable {
    public var conclusion: Conclusion
    public var state: String
    public var until: Moment?

    public init(conclusion: Conclusion, state: String, until: Moment?) {
      self.conclusion = conclusion
      self.state = state
      self.until = until
    }
  }

  public struct Expected: Hashable, Sendable {
    public var state: String
    public var about: String

    public init(state: String, about: String) {
      self.state = state
      self.about = about
    }
  }

  /// One step of the path: what was entered, from where, and how often it was said.
  public struct Passage: Hashable, Sendable {
    public var from: String
    public var to: String
    public var time: Moment?
    public var origin: Origin
    /// What `to` means.
    public var about: String
    public var step: Int?
    /// Records between are missing: `to` does not follow from `from`.
    public var isGap: Bool
    /// How often the log said so again.
    public var repeats: Int
    /// The machine of the part, in a joined journey.
    public var machine: String?

    public init(
      from: String, to: String, time: Moment?, origin: Origin, about: String, step: Int?, isGap: Bool = false,
      repeats: Int = 0, machine: String? = nil
    ) {
      self.from = from
      self.to = to
      self.time = time
      self.origin = origin
      self.about = about
      self.step = step
      self.isGap = isGap
      self.repeats = repeats
      self.machine = machine
    }
  }

  public struct Part: Hashable, Sendable {
    public var journey: JourneyReport
    public var certainty: Workflow.Join.Certainty
    /// What they have in common, in words.
    public var reason: String

    public init(journey: JourneyReport, certainty: Workflow.Join.Certainty, reason: String) {
      self.journey = journey
      self.certainty = certainty
      self.reason = reason
    }
  }
}

/// Something to tell the reader.
public struct Finding: Hashable, Sendable {
  public var id: String
  public var level: FindingRule.Level
  public var message: String
  public var cause: String?
  public var remedy: String?
  public var provenance: Provenance
  public var origin: Origin?
  public var codes: [DecodedCode]

  public init(
    id: String, level: FindingRule.Level, message: String, cause: String? = nil, remedy: String? = nil,
    provenance: Provenance = Provenance(), origin: Origin? = nil, codes: [DecodedCode] = []
  ) {
    self.id = id
    self.level = level
    self.message = message
    self.cause = cause
    self.remedy = remedy
    self.provenance = provenance
    self.origin = origin
    self.codes = codes
  }

  /// Only inferred: to be said as a possibility.
  public var isHint: Bool { provenance.confidence == .inferred }
}

/// A code and what it means, with the code that it holds inside.
public struct DecodedCode: Hashable, Sendable {
  /// The table's id.
  public var table: String
  /// As the log writes it.
  public var code: String
  public var symbol: String?
  /// `nil` for a code that no table knows.
  public var text: String?
  public var isGood: Bool

  public init(table: String, code: String, symbol: String? = nil, text: String? = nil, isGood: Bool = false) {
    self.table = table
    self.code = code
    self.symbol = symbol
    self.text = text
    self.isGood = isGood
  }
}
