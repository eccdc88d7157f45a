import Model

/// Decides when a target that does not answer has been waited for long enough.
///
/// Each time-out costs the whole time limit. After `limit` in a row the rest is not sent, and the checks that needed
/// it become inconclusive. Requests that are meant to hurt have a limit of their own, since a server that hangs on
/// them deviates, and one that hangs on each of them need not be asked dozens of times.
struct Patience {
  static let limit = 3
  static let harmfulLimit = 6
  private var inARow = 0
  private var harmful = 0

  /// Why an exchange is not sent; `nil` where it is worth trying.
  func refusal(of exchange: Exchange) -> String? {
    if inARow >= Self.limit { return "gave up after \(Self.limit) time-outs in a row" }
    if exchange.harmful, harmful >= Self.harmfulLimit {
      return "gave up on requests of this kind after \(Self.harmfulLimit) time-outs"
    }
    return nil
  }

  mutating func saw(_ observations: [Observation], of exchange: Exchange) {
    let timedOut = observations.contains { $0.fields["outcome"] == .text("timeout") }
    if exchange.harmful {
      harmful += timedOut ? 1 : 0
    } else {
      inARow = timedOut ? inARow + 1 : 0
    }
  }
}
