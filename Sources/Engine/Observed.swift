public import ScepspecModel

/// What every exchange performed so far has yielded: all that a verdict may depend on.
public struct Observed: Hashable, Sendable {
  private var outcomes: [String: ExchangeOutcome] = [:]

  public init() {}

  public mutating func record(_ outcome: ExchangeOutcome, for exchange: String) { outcomes[exchange] = outcome }

  /// Takes down what is known of the run itself: each kind is there, be it without fields, so that a field that nobody
  /// gave is absent rather than unknown.
  mutating func stand(_ fields: [String: [String: Field]], kinds: [String]) {
    let observations = kinds.map { kind in
      Observation(kind: kind, fields: fields[kind] ?? [:], origin: .line(file: Exchange.standing, 0))
    }
    outcomes[Exchange.standing] = .observed(observations)
  }

  public func outcome(of exchange: String) -> ExchangeOutcome? { outcomes[exchange] }

  /// The exchanges that were performed, by their numbers.
  var performed: [String] {
    let numbered = outcomes.keys.compactMap { id in number(of: id).map { ($0, id) } }
    return numbered.sorted { $0.0 == $1.0 ? $0.1 < $1.1 : $0.0 < $1.0 }.map(\.1)
  }

  /// The observation of that kind in that exchange; `nil` where there is none.
  func observation(_ kind: String, in exchange: String) -> Observation? {
    guard case .observed(let observations) = outcomes[exchange] else { return nil }
    return observations.first { $0.kind == kind }
  }

  /// The number of the exchange in the transcript; `nil` where nothing was sent.
  func number(of exchange: String) -> Int? {
    guard case .observed(let observations) = outcomes[exchange] else { return nil }
    for observation in observations {
      if case .exchange(let number) = observation.origin { return number }
    }
    return nil
  }
}

/// What became of the attempt to perform an exchange.
public enum ExchangeOutcome: Hashable, Sendable {
  case observed([Observation])
  /// It could not even be tried; the reason in a sentence without a full stop.
  case unavailable(String)
}
