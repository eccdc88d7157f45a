import ScepspecModel
import ScepspecReferenceServer
import Testing

@Suite struct FaultlessTests {
  @Test("The shipped specifications have no problem")
  func lint() {
    #expect(Bench.loaded.problems.map(\.description) == [])
    #expect(Bench.specifications.checks.count >= 60)
  }

  @Test("The faultless server passes every check that applies, in every layout", arguments: ServerLayout.allCases)
  func faultless(_ layout: ServerLayout) throws {
    let outcome = try Bench.run(Bench.configuration { $0.layout = layout })
    #expect(outcome.end == .finish)
    let unfit = outcome.results.filter { $0.verdict != .pass && $0.verdict != .notApplicable }
    #expect(unfit.map { "\($0.check.id) \($0.verdict): \($0.reason)" } == [])
    #expect(outcome.results.count == Bench.specifications.checks.count)
  }

  @Test("Every check passes on a faultless server of some layout")
  func everyCheckPasses() throws {
    var passed: Set<String> = []
    for layout in ServerLayout.allCases {
      let outcome = try Bench.run(Bench.configuration { $0.layout = layout })
      passed.formUnion(outcome.results.filter { $0.verdict == .pass }.map(\.check.id))
    }
    let reduced = try Bench.run(
      Bench.configuration { $0.offers = [] })
    passed.formUnion(reduced.results.filter { $0.verdict == .pass }.map(\.check.id))
    let unauthorised = try Bench.run(
      Bench.configuration {
        $0.challenge = .open
        $0.approval = .afterPolls(1)
      }, challenge: .none)
    passed.formUnion(unauthorised.results.filter { $0.verdict == .pass }.map(\.check.id))
    let pool = OneTimeChallenges()
    let oneTime = try Bench.run(Bench.configuration { $0.challenge = .oneTime(pool.all) }, challenge: pool.source)
    passed.formUnion(oneTime.results.filter { $0.verdict == .pass }.map(\.check.id))
    let closed = try Bench.run(Bench.configuration(), challenge: .none)
    passed.formUnion(closed.results.filter { $0.verdict == .pass }.map(\.check.id))
    let secured = try Bench.run(fault: RightServersTests.secured) { $0.id.hasPrefix("transport/") }
    passed.formUnion(secured.results.filter { $0.verdict == .pass }.map(\.check.id))
    for honest in Claims.kept {
      let outcome = try Bench.run(fault: honest) { $0.id.hasPrefix("claims/") }
      passed.formUnion(outcome.results.filter { $0.verdict == .pass }.map(\.check.id))
      // What a server does without and says so may still be a MUST, which is not the claims' business.
      let broken = outcome.results.filter {
        [.fail, .warning].contains($0.verdict) && $0.check.id.hasPrefix("claims/")
      }
      #expect(broken.map { "\(honest.id) \($0.check.id): \($0.reason)" } == [])
    }
    #expect(Bench.specifications.checks.map(\.id).filter { !passed.contains($0) } == [])
  }

  @Test("Servers with a policy of their own break nothing", arguments: Policy.allCases)
  func policies(_ policy: Policy) throws {
    let outcome = try policy.run()
    #expect(outcome.end == .finish)
    let broken = outcome.results.filter { [.fail, .warning, .blocked].contains($0.verdict) }
    #expect(broken.map { "\($0.check.id) \($0.verdict): \($0.reason)" } == [])
    let undecided = outcome.results.filter { $0.verdict == .inconclusive && $0.blockedBy.isEmpty }.map(\.check.id)
    #expect(undecided == policy.undecided)
  }

  @Test("Every observation keeps to the vocabulary", arguments: ServerLayout.allCases)
  func vocabulary(_ layout: ServerLayout) throws {
    let outcome = try Bench.run(Bench.configuration { $0.layout = layout })
    let problems = outcome.observations.flatMap { Bench.specifications.vocabulary.problems(in: $0) }
    #expect(Set(problems) == [])
    // Every kind is seen in some run, so that no word of the vocabulary is empty.
    #expect(Set(outcome.observations.map(\.kind)).isSuperset(of: ["request", "transport", "http", "caps", "certRep"]))
  }
}
