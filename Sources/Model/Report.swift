/// A finished run, as every report format renders it.
public struct RunReport: Hashable, Sendable {
  public var tool: String
  public var target: String
  /// Why nothing was graded, in one line; `nil` for a run that came to its end.
  public var stopped: String?
  public var results: [CheckResult]
  /// Certificates that the run caused, as serial number in hex and subject.
  public var certificatesIssued: [IssuedCertificate]
  /// What happened beside the checks: exchanges made, seconds are left out so that equal input gives equal output.
  public var exchanges: [ExchangeRecord]
  /// How the target reads what the text leaves open.
  public var choices: [ReadingChoice]

  public init(
    tool: String, target: String, stopped: String? = nil, results: [CheckResult],
    certificatesIssued: [IssuedCertificate], exchanges: [ExchangeRecord], choices: [ReadingChoice] = []
  ) {
    self.tool = tool
    self.target = target
    self.stopped = stopped
    self.results = results
    self.certificatesIssued = certificatesIssued
    self.exchanges = exchanges
    self.choices = choices
  }

  /// How many results have each verdict.
  public var summary: [Verdict: Int] { Dictionary(grouping: results, by: \.verdict).mapValues(\.count) }
}

/// What became of one check, with the evidence.
public struct CheckResult: Hashable, Sendable {
  public var check: Check
  public var verdict: Verdict
  /// One sentence.
  public var reason: String
  public var expected: String?
  public var actual: String?
  public var evidence: [Evidence]
  public var blockedBy: [String]
  /// Of several right answers, the names of those that were given.
  public var readings: [String]

  public init(
    check: Check, verdict: Verdict, reason: String, expected: String? = nil, actual: String? = nil,
    evidence: [Evidence] = [], blockedBy: [String] = [], readings: [String] = []
  ) {
    self.check = check
    self.verdict = verdict
    self.reason = reason
    self.expected = expected
    self.actual = actual
    self.evidence = evidence
    self.blockedBy = blockedBy
    self.readings = readings
  }
}

/// Where to look.
public struct Evidence: Hashable, Sendable {
  /// The exchange's id in the specs.
  public var exchange: String
  /// Its number in the transcript, 1-based; `nil` where nothing was sent.
  public var number: Int?
  public var field: String?
  /// Octets from the start of the body, 0-based; of what was enciphered, from the start of the plaintext.
  public var offset: Int?
  public var bytes: [UInt8]?

  public init(exchange: String, number: Int? = nil, field: String? = nil, offset: Int? = nil, bytes: [UInt8]? = nil) {
    self.exchange = exchange
    self.number = number
    self.field = field
    self.offset = offset
    self.bytes = bytes
  }
}

public struct IssuedCertificate: Hashable, Sendable {
  public var serial: String
  public var subject: String
  public var exchange: String

  public init(serial: String, subject: String, exchange: String) {
    self.serial = serial
    self.subject = subject
    self.exchange = exchange
  }
}

public struct ExchangeRecord: Hashable, Sendable {
  public var number: Int
  public var id: String
  /// One line: method, operation, outcome.
  public var summary: String
  /// Who spoke with whom; `nil` in a run of our own, where that is clear.
  public var conversation: Conversation?

  /// Where an exchange of somebody else's belongs.
  public struct Conversation: Hashable, Sendable {
    /// The server's URL without its query.
    public var server: String
    /// Which client: 1 for the first one seen; `nil` where nothing tells.
    public var client: Int?
    /// Its address, where the recording says it.
    public var address: String?
    public var transactionID: String?

    public init(server: String, client: Int? = nil, address: String? = nil, transactionID: String? = nil) {
      self.server = server
      self.client = client
      self.address = address
      self.transactionID = transactionID
    }
  }

  public init(number: Int, id: String, summary: String, conversation: Conversation? = nil) {
    self.number = number
    self.id = id
    self.summary = summary
    self.conversation = conversation
  }
}

/// Which reading of an ambiguity a target shows.
public struct ReadingChoice: Hashable, Sendable {
  public var ambiguity: Ambiguity
  /// Names of readings, most often one.
  public var readings: [String]

  public init(ambiguity: Ambiguity, readings: [String]) {
    self.ambiguity = ambiguity
    self.readings = readings
  }

  /// Those ambiguities that the results decide, in the order of the specifications.
  public static func all(_ ambiguities: [Ambiguity], in results: [CheckResult]) -> [ReadingChoice] {
    ambiguities.compactMap { ambiguity in
      let shown = results.first { $0.check.id == ambiguity.check && $0.verdict == .pass }?.readings ?? []
      let known = ambiguity.readings.map(\.name).filter(shown.contains)
      return known.isEmpty ? nil : ReadingChoice(ambiguity: ambiguity, readings: known)
    }
  }
}
