public import ScepspecModel

/// A diagnosis for a person: what came of it, where it stopped, why, and what to do; then what was read.
public struct TextDiagnosis {
  /// The names of the steps come from its workflow.
  public var workflow: Workflow?
  public var usesColour: Bool
  /// Journeys that are shown in full; the rest is counted.
  public var limit: Int

  public init(workflow: Workflow?, usesColour: Bool = false, limit: Int = 20) {
    self.workflow = workflow
    self.usesColour = usesColour
    self.limit = limit
  }

  public func render(_ diagnosis: Diagnosis) -> String {
    var page = TextPage(usesColour: usesColour)
    head(diagnosis, on: &page)
    for finding in diagnosis.findings { write(finding, on: &page) }
    for journey in diagnosis.journeys.prefix(limit) { write(journey, on: &page) }
    rest(diagnosis.journeys.dropFirst(limit), on: &page)
    inputs(diagnosis.inputs, on: &page)
    return page.text
  }

  private func head(_ diagnosis: Diagnosis, on page: inout TextPage) {
    let conclusion = diagnosis.conclusion
    page.line(
      .init(text: "\(conclusion.mark) \(conclusion.rawValue)", ink: conclusion.ink),
      .init(text: "  " + conclusion.words))
    if let stop = diagnosis.stoppedAt {
      let step = stop.step.map { "step \(workflow.words(step: $0)), " } ?? ""
      page.line(indent: 2, conclusion == .success ? "ended at \(step)\(stop.state)" : "stopped at \(step)\(stop.state)")
    }
    page.blank()
  }

  // MARK: Journeys

  private func write(_ journey: JourneyReport, on page: inout TextPage) {
    page.line(
      .init(text: journey.conclusion.mark + " ", ink: journey.conclusion.ink),
      .init(text: journey.title, ink: .bold),
      .init(text: "   \(journey.conclusion.rawValue)", ink: journey.conclusion.ink))
    page.entry("key", journey.key.map { journey.isKeyCertain ? $0 : "\($0) (probably)" })
    page.entry("stands at", "\(journey.state): \(journey.about)")
    page.entry("step", journey.step.map { workflow.words(step: $0) })
    page.entry("since", journey.sinceWords, journey.isOverdue ? .yellow : .plain)
    page.entry("next", expected(journey))
    for reading in journey.otherReadings {
      page.entry(
        "or", "with \(reading.given.joined(separator: ", ")): \(reading.conclusion.rawValue). \(reading.means)")
    }
    for earlier in journey.earlier {
      page.entry(
        "earlier", "\(earlier.conclusion.rawValue) at \(earlier.state)" + (earlier.until.map { ", \($0)" } ?? ""))
    }
    for finding in journey.findings { write(finding, on: &page) }
    path(journey, on: &page)
    for remark in journey.remarks { page.entry("note", remark, .yellow) }
    for part in journey.parts {
      page.entry(
        "joined",
        "\(part.journey.title), \(part.journey.conclusion.rawValue): \(part.reason) (\(part.certainty.rawValue))")
    }
    page.blank()
  }

  private func expected(_ journey: JourneyReport) -> String? {
    guard journey.conclusion != .success else { return nil }
    return journey.expectedNext.map { "\($0.state): \($0.about)" }.joined(separator: "; or ")
  }

  private func path(_ journey: JourneyReport, on page: inout TextPage) {
    var before: Moment?
    for passage in journey.path {
      var words = passage.time.map { "\($0)  " } ?? ""
      words += passage.isGap ? "… " : ""
      words += passage.to
      if let time = passage.time, let before, time.microseconds > before.microseconds {
        words += "  after \(Duration.words(microseconds: time.microseconds - before.microseconds))"
      }
      if passage.repeats > 0 { words += "  said \(passage.repeats + 1) times" }
      before = passage.time ?? before
      page.entry("path", "\(words)  \(passage.origin.words)", .dim)
    }
  }

  // MARK: Findings

  private func write(_ finding: Finding, on page: inout TextPage) {
    let ink: TextPage.Ink = finding.level == .error ? .red : finding.level == .warning ? .yellow : .cyan
    page.entry(finding.level.rawValue, finding.message + " [\(finding.id)]", ink)
    // A finding about one code says in its message what that is.
    if finding.codes.count > 1 || !finding.message.contains(finding.codes.first?.text ?? "\u{0}") {
      for code in finding.codes { page.entry("", code.words) }
    }
    let perhaps = finding.isHint ? "possibly: " : ""
    page.entry("  cause", finding.cause.map { perhaps + $0 })
    page.entry("  remedy", finding.remedy, .green)
    page.entry("  look at", finding.origin?.words)
    page.entry("  source", finding.provenance.words, .dim)
  }

  // MARK: The rest

  private func rest(_ journeys: ArraySlice<JourneyReport>, on page: inout TextPage) {
    guard !journeys.isEmpty else { return }
    let counts = Dictionary(grouping: journeys) { "\($0.conclusion.rawValue) at \($0.state)" }.mapValues(\.count)
    page.line("\(journeys.count) more journeys (--format json shows all)", .bold)
    for (words, count) in counts.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
      page.line(indent: 4, "\(count) × \(words)")
    }
    page.blank()
  }

  private func inputs(_ inputs: [LogSummary], on page: inout TextPage) {
    page.line("Read", .bold)
    for input in inputs {
      page.line(
        indent: 2, .init(text: input.path),
        .init(text: "  " + (input.format ?? "not recognised"), ink: input.format == nil ? .yellow : .dim))
      guard input.format != nil || input.records > 0 else {
        for problem in input.problems { page.paragraph(indent: 6, problem, .yellow) }
        continue
      }
      var words = "\(input.records) records, \(input.recognised) recognised"
      if let from = input.from, let to = input.to { words += ", \(from) to \(to)" }
      if let offset = input.offset { words += ", clock \(offset.words) (\(offset.isGiven ? "given" : "estimated"))" }
      page.paragraph(indent: 6, words, .dim)
      for (reason, count) in input.decoys.sorted(by: { $0.key < $1.key }) {
        page.paragraph(indent: 6, "\(count) × not counted: \(reason)", .dim)
      }
      for problem in input.problems { page.paragraph(indent: 6, problem, .yellow) }
    }
  }
}
