public import ScepspecModel

/// What a report of a run needs to know beside the run: the words of the specifications, and how the run is judged.
public struct RunContext: Sendable {
  /// Where requirement texts, client names and sources come from.
  public var specifications: Specifications
  /// The ids of the families of clients as which the run was made.
  public var families: Set<String>
  /// Whether warnings fail the run.
  public var isStrict: Bool
  /// Entries of the target file that match nothing, which fails the run.
  public var staleDeviations: [KnownDeviation]
  /// The command that repeats the run, without the choice of checks: `scepspec test URL`.
  public var rerun: String
  /// What was tested.
  public var subject: Subject

  public enum Subject: String, Hashable, Sendable {
    case server
    case parser
  }

  public init(
    specifications: Specifications, families: Set<String> = [], isStrict: Bool = false,
    staleDeviations: [KnownDeviation] = [], rerun: String, subject: Subject = .server
  ) {
    self.specifications = specifications
    self.families = families
    self.isStrict = isStrict
    self.staleDeviations = staleDeviations
    self.rerun = rerun
    self.subject = subject
  }

  /// The families of clients as which the run was made.
  var clients: [ClientFamily] { specifications.clients.filter { families.contains($0.id) } }

  /// The command that runs one check again.
  func rerun(_ check: Check) -> String { "\(rerun) --only \(check.id)" }

  /// The rows of the catalogue that the check stands on.
  func requirements(of check: Check) -> [Requirement] {
    check.requirements.compactMap { specifications.requirements[$0] }
  }

  /// `RFC 8894 §3.2.1.5`, each section once.
  func sections(of check: Check) -> [String] {
    var sections: [String] = []
    for row in requirements(of: check) {
      let section = "\(row.document) §\(row.section)"
      if !sections.contains(section) { sections.append(section) }
    }
    return sections
  }

  /// The family's name, or its id where the vocabulary has none.
  func client(_ id: String) -> String { specifications.vocabulary.clients[id] ?? id }

  /// Who had this bug, what it was, and where it was reported.
  func bug(_ id: String) -> String {
    guard let bug = specifications.bugs[id] else { return id }
    return "\(id) \(bug.who): \(bug.what) [\(bug.source)]"
  }

  /// The suite's title; empty where the specifications do not have it.
  func title(ofSuite id: String) -> String { specifications.titles[id] ?? "" }
}
