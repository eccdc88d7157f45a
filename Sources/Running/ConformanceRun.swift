public import ScepspecEngine
public import ScepspecModel

/// A run against one server: what is known of it beforehand, and how it is followed.
public struct ConformanceRun {
  public let specifications: Specifications
  public let plan: Plan
  /// What is claimed of the server, in words of the vocabulary's kind `claims`.
  public let claims: [String: Field]
  public let allowance: Allowance
  /// Told before each exchange.
  public var onStep: (RunStep) -> Void
  /// Told of each exchange that could not be performed, and why.
  public var onUnavailable: (_ exchange: String, _ reason: String) -> Void
  /// Asked before each exchange; once it says true, nothing more is sent.
  public var isInterrupted: () -> Bool

  public init(
    specifications: Specifications, plan: Plan, claims: [String: Field] = [:], allowance: Allowance = Allowance(),
    onStep: @escaping (RunStep) -> Void = { _ in },
    onUnavailable: @escaping (_ exchange: String, _ reason: String) -> Void = { _, _ in },
    isInterrupted: @escaping () -> Bool = { false }
  ) {
    self.specifications = specifications
    self.plan = plan
    self.claims = claims
    self.allowance = allowance
    self.onStep = onStep
    self.onUnavailable = onUnavailable
    self.isInterrupted = isInterrupted
  }

  public struct Outcome: Sendable {
    /// As the server was seen, secrets covered; known deviations are not applied yet.
    public var report: RunReport
    /// Why checks could not be decided, as far as the target is the cause; for a remark to the user.
    public var remarks: [String]
  }

  /// Makes the run; it blocks the thread until the end.
  ///
  /// - Parameter tool: Name and version, for the report.
  /// - Throws: `RunProblem` where the specifications ask for what cannot be sent. A target that cannot be graded is no
  ///   error: the report says why.
  public func perform(on subject: Subject, tool: String) throws -> Outcome {
    let outcome = try Runner(
      specifications: specifications, plan: plan, standing: subject.standing(claims: claims), onStep: onStep,
      isInterrupted: isInterrupted,
      refusal: { allowance.refusal(of: $0, spent: subject.certificatesCaused) }, perform: subject.perform,
      answers: subject.answers, onUnavailable: onUnavailable
    ).run()
    let report = RunReport(
      tool: tool, target: subject.name, stopped: outcome.stopped, results: outcome.results,
      certificatesIssued: subject.certificatesIssued, exchanges: outcome.exchanges,
      choices: ReadingChoice.all(specifications.ambiguities, in: outcome.results))
    return Outcome(report: subject.redaction.apply(to: report), remarks: outcome.remarks)
  }
}
