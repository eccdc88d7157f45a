import Engine
import Model

/// Drives a plan: performs the exchanges that the engine asks for and hands back what was observed.
struct Runner {
  let specifications: Specifications
  let plan: Plan
  let progress: Progress
  /// Asked before each exchange; once it says true, nothing more is sent.
  let isInterrupted: () -> Bool
  /// Whether an exchange may be sent at all, and if not, why.
  let refusal: (Exchange) -> String?
  /// Performs one exchange; throws only for a fault of our own.
  let perform: (Exchange) throws -> ExchangeOutcome

  struct Outcome {
    var results: [CheckResult]
    var exchanges: [ExchangeRecord]
    /// Why checks could not be decided, as far as the target is the cause; for a remark to the user.
    var remarks: [String]
  }

  /// - Throws: `Failure` with exit code 3 where a gate does not hold.
  func run() throws -> Outcome {
    var run = Run(specifications, plan: plan)
    var patience = Patience()
    var records: [ExchangeRecord] = []
    var remarks: [String] = []
    defer { progress.finish() }
    while true {
      switch run.next() {
      case .finish: return Outcome(results: run.report, exchanges: records, remarks: remarks)
      case .stop(_, let message): throw Failure(.unreachable, message)
      case .perform(let exchange):
        if let reason = refuse(exchange, patience) {
          if !remarks.contains(reason) { remarks.append(reason) }
          run.observe(.unavailable(reason), for: exchange.id)
          continue
        }
        let done = run.progress
        progress.performing(exchange.about, number: records.count + 1, done: done.decided, of: done.of)
        let outcome = try perform(exchange)
        if case .observed(let observations) = outcome {
          patience.saw(observations, of: exchange)
          records.append(record(exchange, observations, next: records.count + 1))
        }
        run.observe(outcome, for: exchange.id)
      }
    }
  }

  private func refuse(_ exchange: Exchange, _ patience: Patience) -> String? {
    if isInterrupted() { return "the run was interrupted" }
    return refusal(exchange) ?? patience.refusal(of: exchange)
  }

  private func record(_ exchange: Exchange, _ observations: [Observation], next: Int) -> ExchangeRecord {
    let origins = observations.compactMap { observation in
      if case .exchange(let number) = observation.origin { number } else { nil }
    }
    return ExchangeRecord(
      number: origins.first ?? next, id: exchange.id,
      summary: "\(exchange.about): \(specifications.words(for: observations))")
  }
}
