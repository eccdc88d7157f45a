public import ScepspecModel

extension Run {
  /// Performs what the run asks for until it is finished, stopped by a gate or told to end.
  ///
  /// - Parameter perform: Performs one exchange; `nil` ends the run where it is.
  /// - Returns: How it ended: `.finish`, `.stop`, or the exchange at which it was told to end.
  public mutating func drive(_ perform: (Exchange) -> ExchangeOutcome?) -> Action {
    while true {
      let action = next()
      guard case .perform(let exchange) = action, let outcome = perform(exchange) else { return action }
      observe(outcome, for: exchange.id)
    }
  }
}
