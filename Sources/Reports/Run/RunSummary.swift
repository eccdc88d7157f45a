import ScepspecModel

/// The end of a text report: causes first, then counts, what the run left behind, and what the exit code means.
struct RunSummary {
  var context: RunContext

  func write(_ report: RunReport, causes: Causes, on page: inout TextPage) {
    page.line("Result", .bold)
    for cause in causes.ranked { write(cause, on: &page) }
    let count = report.results.count
    let words = count == 0 ? "no check was run" : "\(count) \(count == 1 ? "check" : "checks"): "
    page.paragraph(indent: 2, words + SuiteTally.words(report.summary))
    let failing = ClientVerdict.all(in: report.results).filter { $0.verdict == .fail }
    for client in failing {
      let name = context.specifications.vocabulary.clients[client.family].map { "\(client.family) (\($0))" }
      page.entry(indent: 2, "client hit", "\(name ?? client.family): \(client.checks.joined(separator: ", "))")
    }
    if context.subject == .server { write(certificates: report.certificatesIssued, on: &page) }
    for stale in context.staleDeviations {
      page.paragraph(
        indent: 2, "known deviation \(stale.check) matches nothing: take it out of \(stale.location)", .red)
    }
    let ending = RunEnding(report, context)
    page.line(indent: 2, .init(text: ending.words, ink: ending.outcome.ink))
  }

  private func write(_ cause: Causes.Cause, on page: inout TextPage) {
    let (verdict, check) = (cause.result.verdict, cause.result.check)
    var more: [String] = []
    if !cause.companions.isEmpty { more.append("breaks \(cause.companions.count) more") }
    if !cause.consequences.isEmpty { more.append("blocks \(cause.consequences.count) more") }
    page.line(
      indent: 2, .init(text: verdict.mark + " ", ink: verdict.ink), .init(text: check.id),
      .init(text: "  " + check.title, ink: .dim),
      .init(text: more.isEmpty ? "" : "  (\(more.joined(separator: ", ")))", ink: .dim))
  }

  private func write(certificates: [IssuedCertificate], on page: inout TextPage) {
    guard !certificates.isEmpty else {
      page.line(indent: 2, "no certificate was issued")
      return
    }
    let shown = certificates.prefix(3).map(\.serial).joined(separator: ", ")
    let more = certificates.count > 3 ? ", … (all in the JSON report)" : ""
    let one = certificates.count == 1
    let verb = one ? "certificate was issued: serial number" : "certificates were issued: serial numbers"
    page.paragraph(indent: 2, "\(certificates.count) \(verb) \(shown)\(more)")
  }
}

extension Outcome {
  var ink: TextPage.Ink {
    switch self {
    case .clean: .green
    case .findings: .red
    case .inconclusive: .yellow
    }
  }
}
