public import ScepspecModel

/// A diagnosis as GitHub-flavoured Markdown, made for a comment on an issue: what came of it and why, the rest folded.
public struct MarkdownDiagnosis {
  public var workflow: Workflow?
  /// Journeys that are shown in full; the rest is counted.
  public var limit: Int

  public init(workflow: Workflow?, limit: Int = 20) {
    self.workflow = workflow
    self.limit = limit
  }

  public func render(_ diagnosis: Diagnosis) -> String {
    let conclusion = diagnosis.conclusion
    var text = "## \(conclusion.mark) \(conclusion.rawValue): \(conclusion.words)\n\n"
    if let stop = diagnosis.stoppedAt {
      let step = stop.step.map { "step \(Markdown.text(workflow.words(step: $0))), " } ?? ""
      text += "\(conclusion == .success ? "Ended" : "Stopped") at \(step)\(Markdown.code(stop.state))\n\n"
    }
    text += diagnosis.findings.prefix(Self.passages).map(finding).joined()
    let tail = inputs(diagnosis.inputs)
    var shown = 0
    for journey in diagnosis.journeys.prefix(limit) {
      let entry = self.journey(journey)
      guard text.utf8.count + entry.utf8.count + tail.utf8.count < Self.room else { break }
      text += entry
      shown += 1
    }
    let rest = diagnosis.journeys.count - shown
    if rest > 0 { text += "\(rest) more \(rest == 1 ? "journey" : "journeys"): see the JSON report.\n\n" }
    return text + tail
  }

  private func journey(_ journey: JourneyReport) -> String {
    let conclusion = journey.conclusion
    var text = "### \(conclusion.mark) \(Markdown.text(journey.title)): \(conclusion.rawValue)\n\n"
    text += Markdown.head("", "")
    func row(_ label: String, _ words: String?) {
      if let words { text += Markdown.row(label, words) }
    }
    row("key", journey.key.map { Markdown.code($0) + (journey.isKeyCertain ? "" : " (probably)") })
    row("stands at", "\(Markdown.code(journey.state)): \(Markdown.text(journey.about))")
    row("step", journey.step.map { Markdown.text(workflow.words(step: $0)) })
    row("since", journey.sinceWords.map { Markdown.text($0) })
    if conclusion != .success {
      for next in journey.expectedNext { row("next", "\(Markdown.code(next.state)): \(Markdown.text(next.about))") }
    }
    for reading in journey.otherReadings {
      let given = reading.given.joined(separator: ", ")
      row("or", Markdown.text("with \(given): \(reading.conclusion.rawValue). \(reading.means)"))
    }
    for remark in journey.remarks { row("note", Markdown.text(remark)) }
    text += "\n" + journey.findings.map(finding).joined()
    return text + timeline(journey)
  }

  private func timeline(_ journey: JourneyReport) -> String {
    guard !journey.path.isEmpty else { return "" }
    let shown = journey.path.suffix(Self.passages)
    var rows = ""
    for passage in shown {
      let repeats = passage.repeats > 0 ? " (said \(passage.repeats + 1) times)" : ""
      rows += Markdown.row(
        passage.time.map { Markdown.text("\($0)") } ?? "",
        (passage.isGap ? "… " : "") + Markdown.code(passage.to) + repeats, Markdown.text(passage.about),
        Markdown.code(passage.origin.words))
    }
    let left = journey.path.count - shown.count
    let head = "Timeline" + (left > 0 ? " (the last \(shown.count) of \(journey.path.count))" : "")
    return Markdown.folded(head, Markdown.head("Time", "State", "Means", "Line") + rows)
  }

  private func finding(_ finding: Finding) -> String {
    var text = "- **\(finding.level.rawValue)**: \(Markdown.text(finding.message)) \(Markdown.code(finding.id))\n"
    for code in finding.codes { text += "  - code: \(Markdown.code(code.words))\n" }
    if let cause = finding.cause { text += "  - cause: \(finding.isHint ? "possibly: " : "")\(Markdown.text(cause))\n" }
    if let remedy = finding.remedy { text += "  - remedy: \(Markdown.text(remedy))\n" }
    if let origin = finding.origin { text += "  - look at: \(Markdown.code(origin.words))\n" }
    if let source = finding.provenance.words { text += "  - source: \(Markdown.text(source))\n" }
    return text + "\n"
  }

  private func inputs(_ inputs: [LogSummary]) -> String {
    let rows = inputs.prefix(Self.passages).map { input -> String in
      Markdown.row(
        Markdown.code(input.path), input.format.map { Markdown.code($0) } ?? "not recognised", "\(input.records)",
        "\(input.recognised)", input.problems.prefix(3).map { Markdown.text($0) }.joined(separator: "; "))
    }
    let head = "\(inputs.count) \(inputs.count == 1 ? "input" : "inputs") read"
    return Markdown.folded(
      head, Markdown.head("Input", "Format", "Records", "Recognised", "Problems") + rows.joined())
  }

  /// Entries of a timeline or a table shown at most.
  private static let passages = 50
  /// Octets that a forge takes as one comment (GitHub: 65,536 characters), less a reserve for the end.
  private static let room = 60_000
}
