import ScepspecEngine
public import ScepspecModel

/// What a run may ask of a server that others use too.
public struct Allowance: Hashable, Sendable {
  /// Only what makes the server issue nothing.
  public var isSafe: Bool
  /// Most certificates that the run may cause; `nil` for any number.
  public var budget: Int?

  public init(isSafe: Bool = false, budget: Int? = nil) {
    self.isSafe = isSafe
    self.budget = budget
  }

  /// Why an exchange must not be sent; `nil` where it may.
  ///
  /// - Parameter spent: Certificates that the run has caused, or may have caused.
  public func refusal(of exchange: Exchange, spent: Int) -> String? {
    guard !exchange.isReadOnly else { return nil }
    if isSafe { return "not sent because of --safe" }
    if let budget, spent >= budget { return "not sent because of --budget \(budget)" }
    return nil
  }
}

extension Exchange {
  /// Whether it only asks for what the server shows to everybody.
  public var isReadOnly: Bool {
    let readOnly: Set<Field> = [.text("GetCACaps"), .text("GetCACert"), .text("GetNextCACert")]
    guard case .record(let parameters) = send.value, let operation = parameters["operation"] else { return false }
    return readOnly.contains(operation) && !harmful
  }
}

extension Specifications {
  /// Whether a check looks at nothing but what every client may ask, and neither do those that it requires.
  public func isSafe(_ check: Check) -> Bool {
    check.allExchanges.allSatisfy(isSafe(exchange:))
      && check.requires.allSatisfy { id in checks.first { $0.id == id }.map(isSafe) ?? true }
  }

  /// Whether an exchange and all that it comes after are read-only.
  public func isSafe(exchange id: String) -> Bool {
    guard let exchange = exchanges[id] else { return false }
    return exchange.isReadOnly && exchange.after.allSatisfy { isSafe(exchange: $0) }
  }
}
