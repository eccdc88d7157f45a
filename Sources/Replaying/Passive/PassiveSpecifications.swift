import ScepspecEngine
import ScepspecModel

/// The specifications as they apply to exchanges that others made: each check looks at one recorded exchange, and no
/// check waits for another.
struct PassiveSpecifications: Sendable {
  let all: Specifications
  private let isSelected: @Sendable (Check) -> Bool
  /// The exchanges for which recorded ones may stand, by id.
  private let recordable: [(id: String, fits: Predicate)]
  /// Exchanges that other checks look at.
  private let mentioned: Set<String>
  private var made: [Key: (specifications: Specifications, plan: Plan)] = [:]

  private struct Key: Hashable {
    var exchanges: [String]
    var isReplyKnown: Bool
  }

  /// Where nothing was recorded: beside it a check passes over what it does not apply to.
  static let nothing = "(nothing)"

  init(_ specifications: Specifications, selecting isSelected: @escaping @Sendable (Check) -> Bool) {
    all = specifications
    self.isSelected = isSelected
    recordable = specifications.exchanges.values.sorted { $0.id < $1.id }
      .compactMap { exchange in exchange.recorded.map { (exchange.id, $0) } }
    mentioned = Set(specifications.exchanges.values.filter { $0.recorded != nil }.map(\.id))
  }

  /// The exchanges of the specifications for which these observations stand.
  func exchanges(for observations: [Observation]) -> [String] {
    recordable.filter { all.fits(observations, $0.fits) }.map(\.id)
  }

  /// Every exchange for which a recorded one can stand.
  var references: Set<String> { mentioned }

  /// What a recorded exchange that stands for these is judged by; without its reply, its client alone.
  mutating func judging(
    _ exchanges: [String], isReplyKnown: Bool
  ) -> (specifications: Specifications, plan: Plan) {
    let key = Key(exchanges: exchanges, isReplyKnown: isReplyKnown)
    if let known = made[key] { return known }
    var passive = all
    passive.gates = []
    passive.clients = []
    for index in passive.suites.indices {
      let isOfClients = passive.suites[index].role == .client
      passive.suites[index].role = .server
      passive.suites[index].checks = passive.suites[index].checks.filter { check in
        let named = [check.exchange] + check.otherExchanges
        let isOfServers = check.looksEverywhere || named.contains(where: exchanges.contains)
        return isSelected(check) && (isOfClients || isReplyKnown && isOfServers)
      }.map { Self.ofOneExchange($0, isOfClients: isOfClients) }
    }
    let judging = (passive, Plan(passive))
    made[key] = judging
    return judging
  }

  private static func ofOneExchange(_ check: Check, isOfClients: Bool) -> Check {
    var check = check
    // What would settle it is advice to a tester; here the exchange is just not one that it applies to.
    if !isOfClients {
      check.settle = nil
      // An exchange that lacks what the check is about is passed over, whatever else is not known of it.
      let conditions = [check.given, check.when].compactMap { $0 }
      check.given = conditions.isEmpty ? nil : .all(conditions)
      check.when = nil
    }
    check.requires = []
    check.exchange = Check.recorded
    check.otherExchanges = [nothing]
    check.looksEverywhere = false
    return check
  }
}
