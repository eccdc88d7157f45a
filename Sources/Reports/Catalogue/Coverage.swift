public import ScepspecModel

/// Requirements and bugs × checks × faults, straight from the specifications, and what is left out and why.
public struct Coverage: Sendable {
  private let specifications: Specifications
  private let checksOf: [String: [Check]]
  private let faultsOf: [String: [String]]
  private let reasons: [String: String]

  public init(_ specifications: Specifications) {
    self.specifications = specifications
    var checksOf: [String: [Check]] = [:]
    for check in specifications.checks + specifications.clientChecks {
      for id in Set(check.requirements + check.seenIn) { checksOf[id, default: []].append(check) }
    }
    var faultsOf: [String: [String]] = [:]
    for fault in specifications.faults {
      for id in fault.fails { faultsOf[id, default: []].append(fault.id) }
    }
    for fault in specifications.clientFaults {
      for id in fault.fails { faultsOf[id, default: []].append(fault.id) }
    }
    self.checksOf = checksOf
    reasons = Dictionary(
      specifications.omissions.map { ($0.row, $0.reason) }, uniquingKeysWith: { first, _ in first })
    self.faultsOf = faultsOf
  }

  /// One row for each requirement or bug, check and its faults; one without a check says why there is none.
  public func table() -> Table {
    let levels = requirements.map { ($0.id, $0.level, $0.role) } + bugs.map { ($0.id, "bug", "") }
    let rows = levels.flatMap { id, level, role in
      let checks = checksOf[id] ?? []
      if checks.isEmpty { return [[id, level, role, "", "", reasons[id] ?? ""]] }
      return checks.map { [id, level, role, $0.id, faultsOf[$0.id]?.joined(separator: ", ") ?? "", ""] }
    }
    return Table(columns: ["requirement", "level", "role", "check", "faults", "left out because"], rows: rows)
  }

  /// What is neither tested nor left out for a reason: requirements, bugs, checks without a fault.
  public var gaps: [String] {
    let rows = requirements.map(\.id) + bugs.map(\.id)
    let untested = rows.filter { checksOf[$0] == nil && reasons[$0] == nil }
    let steps = specifications.clients.flatMap(\.steps)
    let unproven = (specifications.checks + steps + specifications.clientChecks).map(\.id).filter {
      faultsOf[$0] == nil
    }
    return untested.map { "no check, and no reason why not: \($0)" } + unproven.map { "no fault: \($0)" }
  }

  /// How much is covered, and what is not.
  public func summary() -> String {
    var page = TextPage(usesColour: false)
    let covered = requirements.count { checksOf[$0.id] != nil }
    page.line("\(covered) of \(requirements.count) requirements have a check")
    for level in ["MUST", "SHOULD", "MAY", "STATED"] {
      let rows = requirements.filter { $0.level == level && $0.role == "server" }
      let checked = rows.count { checksOf[$0.id] != nil }
      if !rows.isEmpty { page.line(indent: 2, "\(level), for the server: \(checked) of \(rows.count)") }
    }
    let citedByClients = Set(specifications.clientChecks.flatMap(\.requirements))
    let forClients = requirements.filter { $0.role == "client" }
    let checkedForClients = forClients.count { citedByClients.contains($0.id) }
    page.line(indent: 2, "for the client, of what a recording shows: \(checkedForClients) of \(forClients.count)")
    let checks = specifications.checks
    let proven = checks.count { faultsOf[$0.id] != nil }
    page.line("\(proven) of \(checks.count) checks have a fault that makes them fail")
    let ofClients = specifications.clientChecks
    let provenOfClients = ofClients.count { faultsOf[$0.id] != nil }
    page.line(
      "\(provenOfClients) of \(ofClients.count) checks of recorded clients have a conversation that makes them fail")
    let steps = specifications.clients.flatMap(\.steps)
    let provenSteps = steps.count { faultsOf[$0.id] != nil }
    page.line("\(provenSteps) of \(steps.count) steps of client families have a fault that makes them fail")
    for check in checks where check.requirements.isEmpty && check.seenIn.isEmpty {
      page.line(indent: 2, "no citation: \(check.id)")
    }
    let cited = bugs.count { checksOf[$0.id] != nil }
    page.line("\(cited) of \(bugs.count) real interoperability bugs have a check")
    for omission in specifications.omissions { page.line(indent: 2, "left out: \(omission.row): \(omission.reason)") }
    let gaps = gaps
    for gap in gaps { page.line(indent: 2, gap) }
    page.line(gaps.isEmpty ? "no gap" : "\(gaps.count) \(gaps.count == 1 ? "gap" : "gaps")")
    return page.text
  }

  private var bugs: [InteropBug] {
    specifications.bugs.values.filter { !$0.isHabit }.sorted { $0.location.precedes($1.location) }
  }

  private var requirements: [Requirement] {
    specifications.requirements.values.sorted { $0.location.precedes($1.location) }
  }
}
