import Foundation
import ScepspecModel
import ScepspecReports
import ScepspecRunning

/// A run with a result for each check.
struct FinishedRun: Sendable {
  /// Why nothing was graded.
  var stopped: String?
  var results: [String: CheckResult] = [:]
  /// Ids of the checks that the run was to decide.
  var selected: Set<String> = []
  var context: RunContext?

  /// Makes the run; it blocks until the end.
  static func make(_ server: SCEPServer, _ wishes: Wishes, isInterrupted: @escaping () -> Bool) -> FinishedRun {
    do {
      let specifications = try Catalogue.specifications()
      let selection = Selection(families: server.clients, isSafe: server.isSafe)
      let plan = try selection.plan(of: specifications) { wishes.accept(SCEPCheck($0)) }
      let run = ConformanceRun(
        specifications: specifications, plan: plan, allowance: server.allowance, isInterrupted: isInterrupted)
      let report = try run.perform(on: try server.subject(), tool: "scepspec").report
      let families = try selection.chosenFamilies(of: specifications)
      return FinishedRun(
        stopped: report.stopped.map { "\(server.url): nothing was graded: \(Escaping.visible($0, limit: 500))" },
        results: Dictionary(report.results.map { ($0.check.id, $0) }, uniquingKeysWith: { first, _ in first }),
        selected: plan.selected,
        context: RunContext(
          specifications: specifications, families: families, rerun: "scepspec test \(server.url)"))
    } catch {
      return FinishedRun(
        stopped: "\(server.url): the run could not be made: \(Escaping.visible("\(error)", limit: 500))")
    }
  }

  /// Follows `blockedBy` to the checks that are to blame and that the run was to decide anyway.
  func causes(of result: CheckResult) -> [String] {
    var causes: Set<String> = []
    var seen: Set<String> = [result.check.id]
    var waiting = result.blockedBy
    while let id = waiting.popLast() {
      guard seen.insert(id).inserted, let upstream = results[id] else { continue }
      if upstream.isBlocked { waiting += upstream.blockedBy } else { causes.insert(id) }
    }
    return causes.sorted()
  }
}
