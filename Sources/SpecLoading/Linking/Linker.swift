import ScepspecModel

/// Puts the files together: every word in them is looked up in the vocabulary or among the ids of all files.
///
/// What a file's shape already got reported for is passed over in silence here. A class, because what is named is
/// resolved on demand and remembered.
final class Linker {
  static let longestChain = 50
  /// The most tests that one named predicate may come to, names resolved.
  static let largestPredicate = 5000

  let log: ProblemLog
  let documents: [Document]
  /// What takes long and is known to be in order is not checked.
  let isTrusted: Bool
  var vocabulary = Vocabulary()
  var index = Index()
  /// The kinds that exchanges yield; the others are events of logs.
  var exchangeKinds: Set<String> = []
  var codes: [String: CodeTable] = [:]
  var families: [String: [LogFormat]] = [:]
  /// The workflow's names for what logs have in common.
  var identities: [String] = []
  /// Predicates and exchanges that are resolved, or `nil` where that failed.
  var predicates: [String: Predicate?] = [:]
  var exchanges: [String: Exchange?] = [:]
  /// What is being resolved right now, outermost first, so that circles are seen.
  var resolving: [String] = []

  init(_ documents: [Document], _ log: ProblemLog, isTrusted: Bool) {
    self.documents = documents
    self.isTrusted = isTrusted
    self.log = log
  }

  func link() -> Specifications {
    vocabulary = VocabularyLinker(log: log).vocabulary(of: roots(.vocabulary))
    exchangeKinds = Set(vocabulary.kinds.keys)
    declareEvents()
    buildIndex()
    var specifications = Specifications(vocabulary: vocabulary)
    specifications.requirements = byID(roots(.requirements).flatMap(requirements), \.id)
    specifications.bugs = byID(roots(.requirements).flatMap(quirks) + roots(.bugs).flatMap(bugs), \.id)
    index.predicates.keys.sorted().forEach { _ = predicate(named: $0) }
    specifications.exchanges = linkExchanges()
    specifications.gates = roots(.definitions).flatMap(gates)
    specifications.suites = roots(.suite).map(suite)
    specifications.clients = clientFamilies()
    let checks = specifications.checks + specifications.clientChecks + specifications.clients.flatMap(\.steps)
    checkRequirementCycles(checks)
    specifications.omissions = omissions(specifications.checks + specifications.clientChecks)
    specifications.ambiguities = ambiguities(checks)
    specifications.faults = roots(.faults).flatMap(faults)
    specifications.clientFaults = roots(.conversations).flatMap { clientFaults($0, specifications.clientChecks) }
    specifications.targets = roots(.target).map(target)
    linkLogs(into: &specifications)
    return specifications
  }

  /// Formats before events, since those name record fields; events before machines.
  private func linkLogs(into specifications: inout Specifications) {
    codes = codeTables()
    specifications.codes = codes
    specifications.workflows = [workflow()].compactMap(\.self)
    identities = specifications.workflows.flatMap(\.identities.keys)
    specifications.formats = roots(.format).compactMap(format)
    families = Dictionary(grouping: specifications.formats, by: \.family)
    specifications.events = roots(.events).flatMap(events)
    specifications.machines = machines(specifications)
  }

  func roots(_ format: Format) -> [SpecNode] { documents.filter { $0.format == format }.map(\.root) }

  var constants: ConstantReader { ConstantReader(vocabulary: vocabulary, log: log) }

  private func byID<T>(_ rows: [T], _ id: (T) -> String) -> [String: T] {
    Dictionary(rows.map { (id($0), $0) }, uniquingKeysWith: { first, _ in first })
  }
}
