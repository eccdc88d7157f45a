import Model

/// The end of a text report: causes first, then counts, what the run left behind, and what the exit code means.
struct RunSummary {
  var isStrict: Bool
  /// Whether the target file lists deviations that match nothing, which fails the run.
  var hasStaleDeviations: Bool
  /// Names of client families by id.
  var clients: [String: String]

  func write(_ report: RunReport, causes: Causes, on page: inout TextPage) {
    page.line("Result", .bold)
    write(causes: causes, of: report.results, on: &page)
    let count = report.results.count
    let words = count == 0 ? "no check was run" : "\(count) \(count == 1 ? "check" : "checks"): "
    page.paragraph(indent: 2, words + SuiteTally.words(report.summary))
    let failing = ClientVerdict.all(in: report.results).filter { $0.verdict == .fail }
    for client in failing {
      let name = clients[client.family].map { "\(client.family) (\($0))" } ?? client.family
      page.entry(indent: 2, "client hit", "\(name): \(client.checks.joined(separator: ", "))")
    }
    write(certificates: report.certificatesIssued, on: &page)
    let outcome = hasStaleDeviations ? .findings : Outcome(of: report.results, strict: isStrict)
    page.line(indent: 2, .init(text: meaning(of: outcome, report.results), ink: outcome.ink))
  }

  /// What the exit code says, in a line.
  private func meaning(of outcome: Outcome, _ results: [CheckResult]) -> String {
    let deviates = results.contains { $0.verdict != .unexpectedPass && $0.verdict.isFinding(strict: isStrict) }
    return switch outcome {
    case .clean: "exit code 0: nothing to mend"
    case .findings where !deviates: "exit code 1: the target file lists deviations that are gone"
    case .findings: "exit code 1: the server deviates" + (isStrict ? " (warnings count: --strict)" : "")
    case .inconclusive: "exit code 2: no deviation seen, but not everything could be decided"
    }
  }

  private func write(causes: Causes, of results: [CheckResult], on page: inout TextPage) {
    let open: [Verdict] = [.fail, .unexpectedPass, .warning, .inconclusive]
    for verdict in open {
      for result in results where result.verdict == verdict && !result.isBlocked {
        let blocked = causes.blocked[result.check.id]?.count ?? 0
        page.line(
          indent: 2, .init(text: verdict.mark + " ", ink: verdict.ink), .init(text: result.check.id),
          .init(text: "  " + result.check.title, ink: .dim),
          .init(text: blocked == 0 ? "" : "  (blocks \(blocked) more)", ink: .dim))
      }
    }
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
