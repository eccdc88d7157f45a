public import ScepspecModel

/// Which checks run, in which order: every check after those that it requires.
public struct Plan: Hashable, Sendable {
  /// In an order in which each check comes after those it requires.
  public var checks: [Check]
  /// The ids to report on; the others are there because these require them.
  public var selected: Set<String>

  /// The checks of `specifications`, and the steps of client families, that `isSelected` accepts, with all that they
  /// require.
  public init(
    _ specifications: Specifications, families: Set<String> = [], selecting isSelected: (Check) -> Bool = { _ in true }
  ) {
    let all = specifications.clients.filter { families.contains($0.id) }.flatMap(\.steps) + specifications.checks
    let byID = Dictionary(all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var ordered: [Check] = []
    var seen: Set<String> = []
    func visit(_ check: Check) {
      guard seen.insert(check.id).inserted else { return }
      for id in check.requires { byID[id].map(visit) }
      ordered.append(check)
    }
    let wanted = all.filter(isSelected)
    wanted.forEach(visit)
    // Claims about every reply come last, and with them what requires them.
    var late: Set<String> = []
    for check in ordered where check.looksEverywhere || check.requires.contains(where: late.contains) {
      late.insert(check.id)
    }
    checks = ordered.filter { !late.contains($0.id) } + ordered.filter { late.contains($0.id) }
    selected = Set(wanted.map(\.id))
  }
}
