public import ScepspecModel
import ScepspecReferenceServer
import ScepspecSCEPExchange
public import Testing

extension Fault: CustomTestStringConvertible {
  public var testDescription: String { id }
}

@Suite struct FaultMatrixTests {
  @Test("Every check, and every step of a client family, has a fault that is declared to fail it")
  func everyCheckHasAFault() {
    let failed = Set(Bench.specifications.faults.flatMap(\.fails))
    let all = Bench.specifications.checks + Bench.specifications.clients.flatMap(\.steps)
    #expect(all.map(\.id).filter { !failed.contains($0) } == [])
  }

  @Test(
    "Each fault of the reference server fails the checks that it is declared to fail",
    arguments: Bench.specifications.faults)
  func fault(_ fault: Fault) throws {
    let wanted = Set(fault.fails)
    let families = Set(Bench.specifications.clients.filter { $0.steps.contains { wanted.contains($0.id) } }.map(\.id))
    func run(selecting isSelected: (Check) -> Bool) throws -> Bench.Outcome {
      try Bench.run(fault: fault, families: families, selecting: isSelected)
    }
    var outcome = try run { wanted.contains($0.id) }
    // What a check sees may depend on what else is asked: of every reply, and where a server counts.
    let isOverlooked = wanted.contains { id in
      outcome[id].map { $0.verdict != $0.check.level.whenBroken } ?? true
    }
    if isOverlooked { outcome = try run { _ in true } }
    for id in fault.fails {
      let result = outcome[id]
      let verdict = result.map { "\($0.verdict): \($0.reason)" } ?? "no result; the run ended with \(outcome.end)"
      print("matrix: \(fault.id) → \(id): \(result?.verdict.rawValue ?? "nothing")")
      #expect(result?.verdict == result?.check.level.whenBroken, "\(fault.id) should fail \(id), which is \(verdict)")
    }
  }
}
