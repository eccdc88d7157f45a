import Foundation
import ScepspecEngine
import ScepspecModel
import ScepspecReplaying
import ScepspecReports
import ScepspecRunning

/// A run against one server, from its options to the finished report.
struct ServerRun {
  let url: String?
  let access: AccessOptions
  let choice: ChoiceOptions
  let manners: MannersOptions
  let specs: SpecsOptions
  let quiet: Bool
  /// The HAR file that the exchanges are written to.
  var recording: String?

  struct Outcome {
    /// As the server was seen, secrets covered; known deviations are not applied yet.
    var report: RunReport
    var specifications: Specifications
    var plan: Plan
    /// The ids of the families of clients as which the run was made.
    var families: Set<String>
    var target: Target?
  }

  /// What would be sent, in words.
  func planned() throws -> String {
    let (specifications, target) = try specs.load(target: choice.target)
    let manners = manners.filled(from: target)
    let plan = try choice.selection(safe: manners.safe).plan(of: specifications)
    return PlanText(plan: plan, specifications: specifications, manners: manners).render()
  }

  /// - Throws: `Failure` for wrong usage, bad data, or a fault of our own. A target that cannot be graded is no error:
  ///   the report says why.
  func perform() throws -> Outcome {
    let (specifications, target) = try specs.load(target: choice.target)
    let access = access.filled(from: target)
    let manners = manners.filled(from: target)
    let selection = choice.selection(safe: manners.safe)
    let plan = try selection.plan(of: specifications)
    let families = try selection.chosenFamilies(of: specifications)
    let progress = Progress(quiet: quiet)
    if url != nil {
      progress.note(PlanText(plan: plan, specifications: specifications, manners: manners).summary)
    }
    let interruption = Interruption()
    let subject = try Subject.open(url: url, access: access, manners: manners)
    defer { subject.close() }
    subject.onWaiting { transactionID, subject in
      let seconds = Int(access.pollFor)
      progress.note("the request of \(subject), transactionID \(transactionID), is polled for \(seconds) s: approve it")
    }
    let recorder = try recording.map { path in
      try subject.record(to: path, version: Tool.version, claims: target?.claims ?? [:]) { target in
        RecordingDescription(
          tool: Tool.name, target: target, specifications: specs.digest, day: Today.text, only: choice.only,
          skip: choice.skip, families: choice.families, isSafe: manners.safe)
      }
    }
    defer { progress.finish() }
    let outcome = try ConformanceRun(
      specifications: specifications, plan: plan, claims: target?.claims ?? [:], allowance: manners.allowance,
      onStep: progress.performing,
      onUnavailable: { recorder?.leaveOut($0, $1) }, isInterrupted: { interruption.happened }
    ).perform(on: subject, tool: Tool.name)
    progress.finish()
    do { try recorder?.finish() } catch { throw Failure(.badData, "\(error)") }
    for remark in outcome.remarks { progress.note(remark) }
    for remark in manners.cleanUp(subject.certificatesIssued, revoked: subject.certificatesRevoked) {
      Console.err("scepspec: \(Escaping.visible(remark, limit: 300))\n")
    }
    return Outcome(
      report: outcome.report, specifications: specifications, plan: plan, families: families,
      target: target)
  }
}

extension AccessOptions {
  /// - Throws: Where options contradict each other, or a number is out of its range.
  func check(url: String?) throws(Failure) {
    if challenge != nil, challengeCommand != nil {
      throw Failure(.usage, "say either --challenge or --challenge-command")
    }
    if url == nil, namesServer {
      throw Failure(.usage, "options about the server need a URL; without one the embedded server is tested")
    }
    guard pollFor >= 0, pollFor <= 86_400 else {
      throw Failure(.usage, "--poll-for is in seconds, no less than 0 and no more than 86400")
    }
    guard timeout > 0, timeout <= 600 else {
      throw Failure(.usage, "--timeout is in seconds, more than 0 and no more than 600")
    }
  }
}

extension Subject {
  /// - Throws: `Failure` (wrong usage) where the URL or an option cannot be used.
  static func open(url: String?, access: AccessOptions, manners: MannersOptions) throws -> Subject {
    guard let url else { return try embedded(seed: access.seed, settings: access.settings) }
    var settings = try access.settings(url: url)
    settings.pause = manners.pause
    settings.approveCommand = manners.approveCommand
    settings.revoke = manners.revoke
    return Subject(settings: settings, secrets: [access.challenge].compactMap { $0 }, seed: access.seed)
  }
}
