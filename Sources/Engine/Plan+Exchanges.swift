public import Model

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
    for check in checks {
      let named = [check.when, check.given, check.expect].compactMap { $0 }
      for exchange in [check.exchange] + check.otherExchanges {
        visit(exchange)
        named.flatMap { $0.exchanges(own: exchange) }.forEach(visit)
      }
    }
    return ordered
  }
}
