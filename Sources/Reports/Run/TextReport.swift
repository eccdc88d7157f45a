public import ScepspecModel

/// A finished run for a person: first what is wrong, then what is open, then the tally.
public struct TextReport {
  public var context: RunContext
  public var usesColour: Bool

  public init(_ context: RunContext, usesColour: Bool = false) {
    self.context = context
    self.usesColour = usesColour
  }

  public func render(_ report: RunReport) -> String {
    var page = TextPage(usesColour: usesColour)
    let causes = Causes(report.results)
    page.line(.init(text: report.tool, ink: .dim), .init(text: "  target "), .init(text: report.target, ink: .bold))
    page.blank()
    for cause in causes.ranked where cause.result.verdict != .inconclusive {
      FindingSection(context: context).write(
        cause.result, blocking: cause.consequences, breaking: cause.companions, on: &page)
    }
    open(causes, on: &page)
    known(causes.known, on: &page)
    suites(report.results, on: &page)
    ChoiceSection(choices: report.choices).write(on: &page)
    ClientSection(clients: context.clients).write(report.results, on: &page)
    RunSummary(context: context).write(report, causes: causes, on: &page)
    return page.text
  }

  // MARK: What is not decided, and what is known

  private func open(_ causes: Causes, on page: inout TextPage) {
    for cause in causes.ranked where cause.result.verdict == .inconclusive {
      let result = cause.result
      page.line(
        .init(text: "? ", ink: .yellow), .init(text: result.check.id, ink: .bold), .init(text: "   inconclusive"))
      page.paragraph(indent: 4, result.reason)
      if let settle = result.check.settle, !result.reason.contains(settle) { page.entry("settle by", settle) }
      page.entry("blocks", cause.consequences.isEmpty ? nil : Causes.words(cause.consequences))
      page.blank()
    }
    for result in causes.orphans {
      page.line(.init(text: "? ", ink: .yellow), .init(text: result.check.id, ink: .bold), .init(text: "   blocked"))
      page.paragraph(indent: 4, result.reason)
      page.blank()
    }
  }

  private func known(_ known: [Causes.Cause], on page: inout TextPage) {
    guard !known.isEmpty else { return }
    page.line("Known deviations of this target", .bold)
    for cause in known {
      let result = cause.result
      page.line(indent: 2, .init(text: result.verdict.mark + " ", ink: .dim), .init(text: result.check.id))
      page.paragraph(indent: 6, result.reason, .dim)
      page.entry(indent: 6, "blocks", cause.consequences.isEmpty ? nil : Causes.words(cause.consequences))
    }
    page.blank()
  }

  private func suites(_ results: [CheckResult], on page: inout TextPage) {
    let tallies = SuiteTally.all(in: results, titles: context.specifications.titles)
    guard !tallies.isEmpty else { return }
    page.line("Suites", .bold)
    let column = (tallies.map(\.id.count).max() ?? 0) + 2
    for tally in tallies {
      page.line(
        indent: 2, .init(text: tally.worst.mark + " ", ink: tally.worst.ink),
        .init(text: TextPage.padded(tally.id, column)), .init(text: tally.words),
        .init(text: tally.title.isEmpty ? "" : "  " + tally.title, ink: .dim))
    }
    page.blank()
  }
}

extension Verdict {
  /// A sign before a line.
  var mark: String {
    switch self {
    case .pass: "✔"
    case .fail, .unexpectedPass: "✘"
    case .warning: "!"
    case .notApplicable: "-"
    case .blocked, .inconclusive: "?"
    case .knownFailure: "~"
    }
  }

  var ink: TextPage.Ink {
    switch self {
    case .pass: .green
    case .fail, .unexpectedPass: .red
    case .warning, .blocked, .inconclusive: .yellow
    case .notApplicable, .knownFailure: .dim
    }
  }

  /// `3 failed`.
  func counted(_ count: Int) -> String {
    switch self {
    case .pass: "\(count) passed"
    case .fail: "\(count) failed"
    case .warning: count == 1 ? "1 warning" : "\(count) warnings"
    case .notApplicable: "\(count) not applicable"
    case .blocked: "\(count) blocked"
    case .inconclusive: "\(count) inconclusive"
    case .knownFailure: count == 1 ? "1 known failure" : "\(count) known failures"
    case .unexpectedPass: count == 1 ? "1 unexpected pass" : "\(count) unexpected passes"
    }
  }
}
