import Foundation
import ScepspecModel
import ScepspecReports
import Testing

/// What a test says of one result.
struct Finding {
  var result: CheckResult
  var run: FinishedRun
  var wishes: Wishes
  var location: SourceLocation

  func tell() throws {
    let judged = try wishes.judged(result, today: Self.today)
    switch judged.verdict {
    case .pass: break
    case .fail, .unexpectedPass: record(judged)
    case .warning: wishes.isStrict ? record(judged) : warn(judged)
    case .knownFailure:
      withKnownIssue(Comment(rawValue: try reason()), sourceLocation: location) { record(result) }
    case .notApplicable:
      if let known = try wishes.deviation(of: result.check.id) {
        record("'\(result.check.id)' is known to deviate and does not apply: take it out of \(known.location)")
      }
      try leave("not applicable: \(Escaping.visible(judged.reason, limit: 500))", location)
    case .blocked, .inconclusive:
      let causes = run.causes(of: judged).filter(run.selected.contains)
      guard causes.isEmpty else { return try leave("blocked by \(causes.joined(separator: ", "))", location) }
      record(judged)
    }
  }

  private func reason() throws(SCEPTestingError) -> String {
    guard let known = try wishes.deviation(of: result.check.id) else { return "known deviation" }
    return (["known deviation: \(known.reason)", known.link] + [known.expires.map { "until \($0)" }])
      .compactMap { $0 }.joined(separator: "; ")
  }

  private func text(_ result: CheckResult) -> String {
    run.context.map { Self.text(of: result, $0) } ?? result.reason
  }

  static func text(of result: CheckResult, _ context: RunContext) -> String {
    FindingSection(context: context).text(of: result)
  }

  private func record(_ result: CheckResult) { record(text(result)) }

  private func record(_ text: String) { Issue.record(Comment(rawValue: text), sourceLocation: location) }

  private func warn(_ result: CheckResult) {
    #if compiler(>=6.3)
      Issue.record(Comment(rawValue: text(result)), severity: .warning, sourceLocation: location)
    #endif
  }

  /// In UTC, for known deviations that expire.
  private static var today: String { CivilDate(daysSince1970: Int(Date().timeIntervalSince1970) / 86_400).description }
}
