public import ScepspecModel

extension Plan {
  /// The exchanges that a run performs at most, each after those that it comes after: those of the gates first, then
  /// those of each check. A run leaves out what turns out not to matter.
  public func exchanges(of specifications: Specifications) -> [Exchange] {
    var ordered: [Exchange] = []
    var seen: Set<String> = []
    func visit(_ id: String) {
      guard seen.insert(id).inserted, let exchange = specifications.exchanges[id] else { return }
      exchange.after.forEach(visit)
      ordered.append(exchange)
    }
    specifications.gates.map(\.exchange).forEach(visit)
    checks.flatMap(\.allExchanges).forEach(visit)
    return ordered
  }
}

extension Check {
  /// The exchanges that it looks at, and those that its conditions name; some of them more than once.
  public var allExchanges: [String] {
    let predicates = [when, given, expect].compactMap { $0 }
    return ([exchange] + otherExchanges).flatMap { exchange in
      [exchange] + predicates.flatMap { $0.exchanges(own: exchange) }
    }
  }
}
