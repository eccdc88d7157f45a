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
    // A server that falls silent costs the whole time, again and again.
    let stalls = [.text("stall"), .text("hang")].contains(fault.configure["junkAs"]?.value)
    func run(selecting isSelected: (Check) -> Bool) throws -> Bench.Outcome {
      let pool = isOneTime ? OneTimeChallenges() : nil
      let challenge: ChallengeSource = isOpen ? .none : pool?.source ?? .fixed(Bench.challenge)
      return try Bench.run(
        Bench.configuration { configuration in
          if isOpen { configuration.challenge = .open }
          if let pool { configuration.challenge = .oneTime(pool.all) }
        }, fault: fault, challenge: challenge, timeout: stalls ? 2 : 60, selecting: isSelected)
    }
    var outcome = try run { wanted.contains($0.id) }
    // What a check about every reply sees depends on what else is asked.
    let isOverlooked = wanted.contains { id in
      outcome[id].map { $0.check.looksEverywhere && $0.verdict != $0.check.level.whenBroken } ?? false
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
