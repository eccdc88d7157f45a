import ScepspecModel
import Testing

/// What the traits of a test say together.
struct Wishes: Sendable {
  var selections: [SelectionTrait]
  var isStrict: Bool
  var deviations: [KnownDeviationTrait]

  init(_ traits: [any Trait]) {
    selections = traits.compactMap { $0 as? SelectionTrait }
    isStrict = traits.contains { $0 is StrictTrait }
    deviations = traits.compactMap { $0 as? KnownDeviationTrait }
  }

  func accept(_ check: SCEPCheck) -> Bool { selections.allSatisfy { $0.accepts(check.id, check.level) } }

  /// The result as the known deviations see it.
  ///
  /// - Parameter today: `YYYY-MM-DD`.
  func judged(_ result: CheckResult, today: String) throws(SCEPTestingError) -> CheckResult {
    var known: [KnownDeviation] = []
    for trait in deviations { known += try trait.deviations() }
    let target = Target(
      id: "known", title: "", knownDeviations: known, location: Location(file: "", line: 0, column: 0))
    return target.apply(to: [result], today: today).first ?? result
  }

  /// The known deviation of a check that there is.
  func deviation(of check: String) throws(SCEPTestingError) -> KnownDeviation? {
    for trait in deviations {
      if let found = try trait.deviations().first(where: { $0.check == check }) { return found }
    }
    return nil
  }
}
