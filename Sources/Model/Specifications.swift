/// Everything that one folder of specifications says, loaded, cross-checked and resolved.
public struct Specifications: Hashable, Sendable {
  public var vocabulary: Vocabulary
  public var suites: [Suite]
  /// Every exchange by id; one that a check says in place has the check's id.
  public var exchanges: [String: Exchange]
  public var gates: [Gate]
  public var requirements: [String: Requirement]
  public var bugs: [String: InteropBug]
  public var faults: [Fault]
  /// Conversations of clients, each with the checks of clients that it breaks.
  public var clientFaults: [ClientFault]
  public var targets: [Target]
  public var clients: [ClientFamily]
  public var omissions: [Omission]
  public var ambiguities: [Ambiguity]
  public var formats: [LogFormat]
  public var events: [EventType]
  public var codes: [String: CodeTable]
  public var machines: [Machine]
  public var workflows: [Workflow]

  public init(
    vocabulary: Vocabulary = Vocabulary(), suites: [Suite] = [], exchanges: [String: Exchange] = [:],
    gates: [Gate] = [], requirements: [String: Requirement] = [:], bugs: [String: InteropBug] = [:],
    faults: [Fault] = [], clientFaults: [ClientFault] = [], targets: [Target] = [], clients: [ClientFamily] = [],
    omissions: [Omission] = [],
    ambiguities: [Ambiguity] = [], formats: [LogFormat] = [],
    events: [EventType] = [], codes: [String: CodeTable] = [:], machines: [Machine] = [], workflows: [Workflow] = []
  ) {
    self.vocabulary = vocabulary
    self.suites = suites
    self.exchanges = exchanges
    self.gates = gates
    self.requirements = requirements
    self.bugs = bugs
    self.faults = faults
    self.clientFaults = clientFaults
    self.targets = targets
    self.clients = clients
    self.omissions = omissions
    self.ambiguities = ambiguities
    self.formats = formats
    self.events = events
    self.codes = codes
    self.machines = machines
    self.workflows = workflows
  }

  /// Every check of a server, in the order of files and lines.
  public var checks: [Check] { suites.filter { $0.role == .server }.flatMap(\.checks) }

  /// Every check of a client, likewise; recorded exchanges are judged by them.
  public var clientChecks: [Check] { suites.filter { $0.role == .client }.flatMap(\.checks) }
}

/// What has to hold before anything is graded; the first gate that does not hold ends the run.
public struct Gate: Hashable, Sendable {
  public var id: String
  public var exchange: String
  public var expect: Predicate
  /// The one line for the user; `{kind.field}` stands for what was seen.
  public var message: String
  public var location: Location

  public init(id: String, exchange: String, expect: Predicate, message: String, location: Location) {
    self.id = id
    self.exchange = exchange
    self.expect = expect
    self.message = message
    self.location = location
  }
}
