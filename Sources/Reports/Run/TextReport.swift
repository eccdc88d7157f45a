public import Model

/// A finished run for a person: first what is wrong, then what is open, then the tally.
public struct TextReport {
  /// Where requirement texts, client names and sources come from.
  public var specifications: Specifications
  /// The families of clients as which the run was made.
  public var families: Set<String>
  public var usesColour: Bool
  /// Whether warnings fail the run.
  public var isStrict: Bool
  /// Whether the target file lists deviations that match nothing, which fails the run.
  public var hasStaleDeviations: Bool
  /// The command that repeats the run, without the choice of checks: `scepspec test URL`.
  public var rerun: String

  public init(
    specifications: Specifications, families: Set<String> = [], usesColour: Bool = false, isStrict: Bool = false, hasStaleDeviations: Bool = false,
    rerun: String
  ) {
    self.specifications = specifications
    self.families = families
    self.usesColour = usesColour
    self.isStrict = isStrict
    self.hasStaleDeviations = hasStaleDeviations
    self.rerun = rerun
  }

  public func render(_ report: RunReport) -> String {
    var page = TextPage(usesColour: usesColour)
    let causes = Causes(report.results)
    page.line(.init(text: report.tool, ink: .dim), .init(text: "  target "), .init(text: report.target, ink: .bold))
    page.blank()
    for verdict in [Verdict.fail, .unexpectedPass, .warning] {
      for result in report.results where result.verdict == verdict {
        finding(result, blocked: causes.blocked[result.check.id] ?? [], on: &page)
      }
    }
    open(report.results, causes: causes, on: &page)
    known(report.results, causes: causes, on: &page)
    suites(report.results, on: &page)
    ChoiceSection(choices: report.choices).write(on: &page)
    ClientSection(clients: specifications.clients.filter { families.contains($0.id) }).write(report.results, on: &page)
    RunSummary(
      isStrict: isStrict, hasStaleDeviations: hasStaleDeviations, clients: specifications.vocabulary.clients
    ).write(report, causes: causes, on: &page)
    return page.text
  }

  // MARK: Findings

  private func finding(_ result: CheckResult, blocked: [String], on page: inout TextPage) {
    let check = result.check
    let ink = result.verdict.ink
    page.line(
      .init(text: result.verdict.mark + " ", ink: ink), .init(text: check.id, ink: .bold),
      .init(text: "   " + check.level.rawValue, ink: ink), .init(text: sections(check), ink: .dim))
    page.paragraph(indent: 4, check.title)
    for id in check.requirements {
      page.entry("requirement", specifications.requirements[id].map { "\(id): \($0.text)" } ?? id)
    }
    if result.expected == nil && result.actual == nil || result.verdict == .unexpectedPass {
      page.entry("reason", result.reason)
    }
    page.entry("expected", result.expected, .green)
    page.entry("actual", result.actual, ink)
    for place in result.evidence.words { page.entry("look at", place) }
    if check.level == .security { page.entry("attacker", check.attackerGains.map { "gains: \($0)" }, .red) }
    page.entry("breaks", check.breaks.map(client).joined(separator: "; "))
    for id in check.seenIn { page.entry("seen in", bug(id)) }
    page.entry("hint", check.hint, .cyan)
    page.entry("blocks", blocked.isEmpty ? nil : TextReport.counted(blocked))
    page.entry("run again", "\(rerun) --only \(check.id)")
    page.blank()
  }

  private func sections(_ check: Check) -> String {
    var sections: [String] = []
    for id in check.requirements {
      guard let row = specifications.requirements[id] else { continue }
      let section = "\(row.document) §\(row.section)"
      if !sections.contains(section) { sections.append(section) }
    }
    return sections.isEmpty ? "" : "   " + sections.joined(separator: ", ")
  }

  private func client(_ id: String) -> String { specifications.vocabulary.clients[id] ?? id }

  private func bug(_ id: String) -> String {
    guard let bug = specifications.bugs[id] else { return id }
    return "\(id) \(bug.who): \(bug.what) [\(bug.source)]"
  }

  // MARK: What is not decided, and what is known

  private func open(_ results: [CheckResult], causes: Causes, on page: inout TextPage) {
    for result in results where result.verdict == .inconclusive && !result.isBlocked {
      page.line(
        .init(text: "? ", ink: .yellow), .init(text: result.check.id, ink: .bold), .init(text: "   inconclusive"))
      page.paragraph(indent: 4, result.reason)
      if let settle = result.check.settle, !result.reason.contains(settle) { page.entry("settle by", settle) }
      page.entry("blocks", causes.blocked[result.check.id].map(TextReport.counted))
      page.blank()
    }
    for result in causes.orphans {
      page.line(.init(text: "? ", ink: .yellow), .init(text: result.check.id, ink: .bold), .init(text: "   blocked"))
      page.paragraph(indent: 4, result.reason)
      page.blank()
    }
  }

  private func known(_ results: [CheckResult], causes: Causes, on page: inout TextPage) {
    let known = results.filter { $0.verdict == .knownFailure }
    guard !known.isEmpty else { return }
    page.line("Known deviations of this target", .bold)
    for result in known {
      page.line(indent: 2, .init(text: result.verdict.mark + " ", ink: .dim), .init(text: result.check.id))
      page.paragraph(indent: 6, result.reason, .dim)
      page.entry(indent: 6, "blocks", causes.blocked[result.check.id].map(TextReport.counted))
    }
    page.blank()
  }

  private func suites(_ results: [CheckResult], on page: inout TextPage) {
    let tallies = SuiteTally.all(in: results, titles: specifications.titles)
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

  static func counted(_ ids: [String]) -> String {
    "\(ids.count) \(ids.count == 1 ? "check" : "checks"): " + ids.joined(separator: ", ")
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
