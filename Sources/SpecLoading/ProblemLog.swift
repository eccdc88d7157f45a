import ScepspecModel

/// Collects problems, since an author wants all ten and not the first.
final class ProblemLog {
  /// The most that are kept; whoever has more has other worries.
  static let limit = 1000
  private(set) var problems: [SpecProblem] = []

  func add(_ code: SpecProblem.Code, at location: Location, _ message: String) {
    guard problems.count < Self.limit else { return }
    problems.append(SpecProblem(code, at: location, message))
  }

  func add(_ found: [SpecProblem]) { problems += found.prefix(Self.limit - problems.count) }

  var sorted: [SpecProblem] {
    var seen: Set<SpecProblem> = []
    return problems.sorted().filter { seen.insert($0).inserted }
  }
}
