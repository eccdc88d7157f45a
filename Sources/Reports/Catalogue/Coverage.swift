public import Model

/// Requirements × checks × faults, straight from the specifications.
public struct Coverage: Sendable {
  private let specifications: Specifications
  private let checksOf: [String: [Check]]
  private let faultsOf: [String: [String]]

  public init(_ specifications: Specifications) {
    self.specifications = specifications
    var checksOf: [String: [Check]] = [:]
    for check in specifications.checks {
      for id in check.requirements { checksOf[id, default: []].append(check) }
    }
    var faultsOf: [String: [String]] = [:]
    for fault in specifications.faults {
      for id in fault.fails { faultsOf[id, default: []].append(fault.id) }
    }
    self.checksOf = checksOf
    self.faultsOf = faultsOf
  }

  /// One row for each requirement, check and its faults; a requirement without a check has empty cells.
  public func table() -> Table {
    var rows: [[String]] = []
    for requirement in requirements {
      let checks = checksOf[requirement.id] ?? []
      for check in checks {
        let faults = faultsOf[check.id] ?? []
        rows.append([requirement.id, requirement.level, check.id, faults.joined(separator: ", ")])
      }
      if checks.isEmpty { rows.append([requirement.id, requirement.level, "", ""]) }
    }
    return Table(columns: ["requirement", "level", "check", "faults"], rows: rows)
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
    let checks = specifications.checks
    let proven = checks.count { faultsOf[$0.id] != nil }
    page.line("\(proven) of \(checks.count) checks have a fault that makes them fail")
    for check in checks where faultsOf[check.id] == nil { page.line(indent: 2, "no fault: \(check.id)") }
    for check in checks where check.requirements.isEmpty && check.seenIn.isEmpty {
      page.line(indent: 2, "no citation: \(check.id)")
    }
    let bugs = specifications.bugs.keys.count { id in checks.contains { $0.seenIn.contains(id) } }
    page.line("\(bugs) of \(specifications.bugs.count) real interoperability bugs are cited by a check")
    return page.text
  }

  private var requirements: [Requirement] {
    specifications.requirements.values.sorted { $0.location.precedes($1.location) }
  }
}
