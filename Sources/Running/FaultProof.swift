import ScepspecEngine
public import ScepspecModel
import ScepspecReferenceServer
import ScepspecSCEPExchange

/// Runs the suite against the reference server without fault and with each of its faults, and compares what turns red
/// with what the faults say.
public struct FaultProof: Sendable {
  public let specifications: Specifications
  private let serverKeys = KeyRing()
  private let clientKeys = ClientKeys()

  public init(_ specifications: Specifications) { self.specifications = specifications }

  /// What one server showed.
  public struct Row: Sendable {
    /// `nil` for the server without fault.
    public var fault: String?
    public var proven = 0
    /// Checks that should have failed, with what they came to.
    public var missing: [String] = []
    /// Checks that failed although the fault does not say so; of the faultless server, all that did not pass.
    public var unexpected: [String] = []
    public var isExact: Bool { missing.isEmpty && unexpected.isEmpty }
  }

  /// The server without fault: every check passes or does not apply, every step of a client family passes.
  public func faultless() throws -> Row {
    let families = Set(specifications.clients.map(\.id))
    let results = try results(nil, .suite) + results(nil, .steps(of: families))
    var row = Row(fault: nil)
    row.proven = results.count { $0.verdict == .pass }
    row.unexpected = results.filter { $0.verdict != .pass && $0.verdict != .notApplicable }.map(Self.words)
    return row
  }

  /// The server with one fault: the checks that it names fail, and no other one does. What depends on them may be
  /// blocked or inconclusive. Of client families only those are asked that the fault names a step of.
  public func row(_ fault: Fault) throws -> Row {
    let named = Set(fault.fails)
    let families = specifications.clients.filter { $0.steps.contains { named.contains($0.id) } }.map(\.id)
    var results = try results(fault, .suite)
    if !families.isEmpty { results += try self.results(fault, .steps(of: Set(families))) }
    let red = results.filter { $0.verdict == $0.check.level.whenBroken }
    let ids = Set(red.map(\.check.id))
    var row = Row(fault: fault.id)
    row.proven = named.intersection(ids).count
    row.missing = fault.fails.filter { !ids.contains($0) }.map { id in
      results.first { $0.check.id == id }.map(Self.words) ?? "\(id) (did not run)"
    }
    row.unexpected = red.filter { !named.contains($0.check.id) }.map(Self.words)
    return row
  }

  /// What is run: the checks of the suites, or the steps of client families.
  private enum Scope {
    case suite
    case steps(of: Set<String>)
  }

  private func results(_ fault: Fault?, _ scope: Scope) throws -> [CheckResult] {
    let subject = try Subject.reference(fault: fault, serverKeys: serverKeys, clientKeys: clientKeys)
    defer { subject.close() }
    let plan =
      switch scope {
      case .suite: Plan(specifications)
      case .steps(let families):
        Plan(specifications, families: families) { check in
          specifications.clients.contains { families.contains($0.id) && $0.steps.contains(check) }
        }
      }
    let run = ConformanceRun(specifications: specifications, plan: plan, claims: fault?.claims ?? [:])
    let results = try run.perform(on: subject, tool: "").report.results
    // Which checks a run shows beside the chosen ones depends on what blocks what.
    return results.filter { plan.selected.contains($0.check.id) }
  }

  private static func words(_ result: CheckResult) -> String {
    "\(result.check.id) (\(result.verdict.rawValue): \(result.reason))"
  }
}
