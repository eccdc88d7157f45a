import Foundation
import ScepspecEngine
import ScepspecModel

/// Drives a plan: performs the exchanges that the engine asks for and hands back what was observed.
struct Runner {
  let specifications: Specifications
  let plan: Plan
  /// What is known before anything is sent, by kind.
  let standing: [String: [String: Field]]
  /// Told before each exchange.
  let onStep: (RunStep) -> Void
  /// Asked before each exchange; once it says true, nothing more is sent.
  let isInterrupted: () -> Bool
  /// Whether an exchange may be sent at all, and if not, why.
  let refusal: (Exchange) -> String?
  /// Performs one exchange; throws only for a fault of our own.
  let perform: (Exchange) throws -> ExchangeOutcome
  /// Whether the target answers an exchange that every client may ask; the answer itself does not count.
  let answers: (Exchange) -> Bool
  /// Told of each exchange that could not be performed, and why.
  let onUnavailable: (_ exchange: String, _ reason: String) -> Void

  struct Outcome {
    var results: [CheckResult]
    var exchanges: [ExchangeRecord]
    /// The message of the gate that does not hold, where nothing was graded because of it.
    var stopped: String?
    /// Why checks could not be decided, as far as the target is the cause; for a remark to the user.
    var remarks: [String]
  }

  func run() throws -> Outcome {
    var run = Run(specifications, plan: plan, standing: standing)
    var patience = Patience()
    var records: [ExchangeRecord] = []
    var remarks: [String] = []
    while true {
      switch run.next() {
      case .finish: return Outcome(results: run.report, exchanges: records, remarks: remarks)
      case .stop(_, let message): return Outcome(results: [], exchanges: records, stopped: message, remarks: remarks)
      case .perform(let exchange):
        if patience.suspicion != nil { patience.settle(isAlive: isAlive()) }
        if let reason = refuse(exchange, patience) {
          if !remarks.contains(reason) { remarks.append(reason) }
          onUnavailable(exchange.id, reason)
          run.observe(.unavailable(reason), for: exchange.id)
          continue
        }
        let done = run.progress
        onStep(RunStep(about: exchange.about, number: records.count + 1, decided: done.decided, all: done.of))
        let outcome = try perform(exchange)
        guard case .observed(let observations) = outcome else {
          if case .unavailable(let reason) = outcome { onUnavailable(exchange.id, reason) }
          run.observe(outcome, for: exchange.id)
          continue
        }
        records.append(record(exchange, observations, next: records.count + 1))
        // Where nothing listened, the exchange is asked for again, and sent if the target has come back.
        if patience.saw(observations, of: exchange, number: records.count) { run.observe(outcome, for: exchange.id) }
      }
    }
  }

  private func refuse(_ exchange: Exchange, _ patience: Patience) -> String? {
    if isInterrupted() { return "the run was interrupted" }
    return refusal(exchange) ?? patience.refusal(of: exchange)
  }

  /// Asks a few times, since a supervisor may be starting the target anew.
  private func isAlive() -> Bool {
    guard let gate = specifications.gates.first, let exchange = specifications.exchanges[gate.exchange] else {
      return true
    }
    for attempt in 0..<Self.attempts {
      if attempt > 0 { Thread.sleep(forTimeInterval: 1) }
      if isInterrupted() || answers(exchange) { return true }
    }
    return false
  }

  private static let attempts = 3

  private func record(_ exchange: Exchange, _ observations: [Observation], next: Int) -> ExchangeRecord {
    let origins = observations.compactMap { observation in
      if case .exchange(let number) = observation.origin { number } else { nil }
    }
    return ExchangeRecord(
      number: origins.first ?? next, id: exchange.id,
      summary: "\(exchange.about): \(specifications.words(for: observations))")
  }
}
