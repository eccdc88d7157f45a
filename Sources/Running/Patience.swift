import ScepspecModel

/// Decides when a target that does not answer has been waited for long enough, and when it is gone.
///
/// Each time-out costs the whole time limit. After `limit` in a row the rest is not sent, and the checks that needed
/// it become inconclusive. Requests that are meant to hurt have a limit of their own, since a server that hangs on
/// them deviates, and one that hangs on each of them need not be asked dozens of times.
///
/// A target that was seen dead is asked for a sign of life before the next request, so that its death is a finding of
/// the exchange that caused it and of no other.
struct Patience {
  static let limit = 3
  static let harmfulLimit = 6
  private var inARow = 0
  private var harmful = 0
  private var hasAnswered = false
  private var verdict: String?
  /// The exchange after which the target seemed dead, with its number.
  private(set) var suspicion: String?

  /// Why an exchange is not sent; `nil` where it is worth trying.
  func refusal(of exchange: Exchange) -> String? {
    if let verdict { return verdict }
    if inARow >= Self.limit { return "gave up after \(Self.limit) time-outs in a row" }
    if exchange.harmful, harmful >= Self.harmfulLimit {
      return "gave up on requests that may hurt after \(Self.harmfulLimit) time-outs"
    }
    return nil
  }

  /// Takes down what became of an exchange.
  ///
  /// - Returns: False where nothing listened although the target had answered before: no evidence of anything but that.
  mutating func saw(_ observations: [Observation], of exchange: Exchange, number: Int) -> Bool {
    let outcome = observations.compactMap { $0.fields["outcome"] }.first
    if exchange.harmful {
      harmful += outcome == .text("timeout") ? 1 : 0
    } else {
      inARow = outcome == .text("timeout") ? inARow + 1 : 0
    }
    if observations.contains(where: { $0.fields["alive"] == .bool(false) }) {
      suspicion = "the target no longer answers since exchange \(number) (\(exchange.id))"
    }
    guard outcome == .text("refused") else {
      hasAnswered = hasAnswered || outcome == .text("answered")
      return true
    }
    if hasAnswered, suspicion == nil {
      suspicion = "nothing listens any more since exchange \(number) (\(exchange.id))"
    }
    return !hasAnswered
  }

  /// The target gave a sign of life, or did not.
  mutating func settle(isAlive: Bool) {
    if !isAlive { verdict = suspicion }
    suspicion = nil
  }
}
