import ScepspecModel

/// What the checks decided so far came to, for those that come after them.
///
/// A claim about several replies may hold in the first that it applies to and be broken in another one, which stands for
/// something else. Such a stray finding is told, but it says nothing about the other exchanges: what requires the claim
/// is then judged without the exchange that broke it, instead of not at all.
struct Precedents: Sendable {
  private(set) var verdicts: [String: Verdict] = [:]
  /// The exchanges that one check alone looks at and that it found wanting. What the target should never have answered
  /// as it did is one finding; how the answer looks is no second one.
  private(set) var failed: Set<String> = []
  /// For each check that fails in strays only, and for what requires it: the exchanges that are spoilt.
  private var spoilt: [String: Set<String>] = [:]
  private var strays: Set<String> = []

  mutating func record(_ result: CheckResult, brokenIn: Set<String>, isAside: Bool) {
    let check = result.check
    verdicts[check.id] = result.verdict
    var spoilt = spoilt(for: check)
    if result.verdict == .fail {
      if !check.looksAtSeveral { failed.insert(check.exchange) }
      if isAside {
        strays.insert(check.id)
        spoilt.formUnion(brokenIn)
      }
    }
    self.spoilt[check.id] = spoilt
  }

  /// The exchanges that are no evidence for `check`, as what it requires is broken there.
  func spoilt(for check: Check) -> Set<String> {
    check.requires.reduce(into: []) { all, id in all.formUnion(spoilt[id] ?? []) }
  }

  /// Whether `check` cannot be decided for want of the check `id`, which it requires.
  func blocks(_ id: String, _ check: Check) -> Bool {
    guard let verdict = verdicts[id], ![.pass, .warning, .unexpectedPass].contains(verdict) else {
      return (spoilt[id] ?? []).isSuperset(of: check.namedExchanges)
    }
    guard strays.contains(id) else { return true }
    return (spoilt[id] ?? []).isSuperset(of: check.namedExchanges)
  }
}
