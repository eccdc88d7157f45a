public import Model
import ReferenceServer
import SCEPExchange
public import Testing

extension Fault: CustomTestStringConvertible {
  public var testDescription: String { id }
}

@Suite struct FaultMatrixTests {
  @Test("Every check has a fault that is declared to fail it")
  func everyCheckHasAFault() {
    let failed = Set(Bench.specifications.faults.flatMap(\.fails))
    #expect(Bench.specifications.checks.map(\.id).filter { !failed.contains($0) } == [])
  }

  @Test(
    "Each fault of the reference server fails the checks that it is declared to fail",
    arguments: Bench.specifications.faults)
  func fault(_ fault: Fault) throws {
    let wanted = Set(fault.fails)
    let isOpen = fault.configure["challenge"]?.value == .text("none")
    let isOneTime = fault.configure["skip"]?.value == .list([.text("oneTimeChallenge")])
    let pool = isOneTime ? OneTimeChallenges() : nil
    let challenge: ChallengeSource = isOpen ? .none : pool?.source ?? .fixed(Bench.challenge)
    let outcome = try Bench.run(
      Bench.configuration { configuration in
        if isOpen { configuration.challenge = .open }
        if let pool { configuration.challenge = .oneTime(pool.all) }
      }, fault: fault, challenge: challenge, selecting: { wanted.contains($0.id) })
    for id in fault.fails {
      let result = outcome[id]
      let verdict = result.map { "\($0.verdict): \($0.reason)" } ?? "no result; the run ended with \(outcome.end)"
      print("matrix: \(fault.id) → \(id): \(result?.verdict.rawValue ?? "nothing")")
      #expect(result?.verdict == result?.check.level.whenBroken, "\(fault.id) should fail \(id), which is \(verdict)")
    }
  }
}
