public import ScepspecModel

/// A diagnosis as one HTML file: what came of it, each journey with its timeline and findings, and what was read.
public struct HTMLDiagnosis {
  public var workflow: Workflow?
  /// The name and version that go into the report.
  public var tool: String

  public init(workflow: Workflow?, tool: String) {
    self.workflow = workflow
    self.tool = tool
  }

  public func render(_ diagnosis: Diagnosis) -> String {
    let conclusion = diagnosis.conclusion
    var stop: [HTML] = []
    if let at = diagnosis.stoppedAt {
      let head = conclusion == .success ? "Ended at " : "Stopped at "
      let step = at.step.map { "step \(workflow.words(step: $0)), " } ?? ""
      stop = [.tag("p", [:], [.text(head + step), .code(at.state)])]
    }
    var sections: [HTML] = []
    if !diagnosis.findings.isEmpty {
      sections.append(.tag("section", [:], [.tag("h2", [:], "Findings")] + diagnosis.findings.map(finding)))
    }
    sections.append(journeys(diagnosis.journeys))
    sections.append(inputs(diagnosis.inputs))
    return HTMLPage(
      title: "SCEP diagnosis: \(conclusion.rawValue)",
      header: [
        .tag("h1", [:], "What became of the certificate"),
        .tag(
          "p", ["class": "ending \(conclusion.ink.colour)"],
          "\(conclusion.mark) \(conclusion.rawValue): \(conclusion.words)"),
      ] + stop, sections: sections, footer: tool
    ).render()
  }

  // MARK: Journeys

  private func journeys(_ journeys: [JourneyReport]) -> HTML {
    var content: [HTML] = [.tag("h2", ["id": "journeys"], "Journeys")]
    if journeys.isEmpty { content.append(.tag("p", [:], "None.")) }
    if journeys.count > 1 {
      let conclusions = Conclusion.allCases.filter { conclusion in
        journeys.contains { $0.conclusion == conclusion }
      }
      content.append(
        HTMLFilters.form([HTMLFilters.boxes("Conclusion", "conclusion", conclusions.map(\.rawValue))]))
    }
    content += journeys.prefix(Self.journeysShown).enumerated().map { article($0.element, isFirst: $0.offset == 0) }
    let rest = journeys.count - Self.journeysShown
    if rest > 0 { content.append(.tag("p", [:], "\(rest) more: see the JSON report.")) }
    return .tag("section", ["aria-labelledby": "journeys", "class": "items"], content)
  }

  private func article(_ journey: JourneyReport, isFirst: Bool) -> HTML {
    let conclusion = journey.conclusion
    let summary: [HTML] = [
      .tag("span", ["class": "verdict \(conclusion.ink.colour)"], "\(conclusion.mark) \(conclusion.rawValue)"),
      .text(" "), .tag("h3", [:], journey.title), .text(" "), .code(journey.key ?? ""),
    ]
    let body =
      [HTML.list(entries(journey))] + journey.findings.map(finding) + timeline(journey)
      + journey.remarks.map { .tag("p", ["class": "amber"], "Note: \($0)") }
    return .tag(
      "article", ["class": "item", "data-conclusion": conclusion.rawValue],
      [.tag("details", ["open": isFirst ? "" : nil], [.tag("summary", [:], summary)] + body)])
  }

  private func entries(_ journey: JourneyReport) -> [(label: String, content: [HTML])] {
    var entries: [(label: String, content: [HTML])] = [
      ("key", journey.key.map { [.code($0), .text(journey.isKeyCertain ? "" : " (probably)")] } ?? []),
      ("stands at", [.code(journey.state), .text(": \(journey.about)")]),
      ("step", journey.step.map { [.text(workflow.words(step: $0))] } ?? []),
      ("since", journey.sinceWords.map { [.text($0)] } ?? []),
    ]
    if journey.conclusion != .success {
      entries += journey.expectedNext.map { ("next", [.code($0.state), .text(": \($0.about)")]) }
    }
    entries += journey.otherReadings.map { reading in
      ("or", [.text("with \(reading.given.joined(separator: ", ")): \(reading.conclusion.rawValue). \(reading.means)")])
    }
    entries += journey.earlier.map { earlier in
      ("earlier", [.text("\(earlier.conclusion.rawValue) at \(earlier.state)\(earlier.until.map { ", \($0)" } ?? "")")])
    }
    entries += journey.parts.map { part in
      (
        "joined",
        [
          .text(
            "\(part.journey.title), \(part.journey.conclusion.rawValue): \(part.reason) (\(part.certainty.rawValue))")
        ]
      )
    }
    return entries
  }

  private func timeline(_ journey: JourneyReport) -> [HTML] {
    guard !journey.path.isEmpty else { return [] }
    let last = journey.path.count - 1
    let left = journey.path.count - Self.passagesShown
    var before: Moment?
    let items = journey.path.enumerated().dropFirst(max(0, left)).map { index, passage -> HTML in
      defer { before = passage.time ?? before }
      var names: [String] = passage.isGap ? ["gap"] : []
      if index == last { names.append("end") }
      return .tag("li", ["class": names.isEmpty ? nil : names.joined(separator: " ")], entry(passage, before: before))
    }
    let head = left > 0 ? "Timeline, without the first \(left)" : "Timeline"
    return [.tag("h4", [:], head), .tag("ol", ["class": "timeline"], items)]
  }

  private func entry(_ passage: JourneyReport.Passage, before: Moment?) -> [HTML] {
    var words = passage.time.map { ["\($0)"] } ?? []
    if let time = passage.time, let before, time.microseconds > before.microseconds {
      words.append("after \(Duration.words(microseconds: time.microseconds - before.microseconds))")
    }
    if passage.isGap { words.append("records before it are missing") }
    if passage.repeats > 0 { words.append("said \(passage.repeats + 1) times") }
    return [
      .tag("strong", [:], [.code(passage.to)]), .text(" \(passage.about) "),
      .tag("span", ["class": "quiet"], words.joined(separator: ", ")), .text(" "), .code(passage.origin.words),
    ]
  }

  /// What a browser still shows without effort.
  private static let journeysShown = 500
  private static let passagesShown = 500

  // MARK: Findings and inputs

  private func finding(_ finding: Finding) -> HTML {
    .tag(
      "section", ["class": "finding \(finding.level.rawValue)"],
      [
        .tag(
          "p", [:],
          [
            .tag("strong", [:], finding.level.rawValue), .text(": \(finding.message) "), .code(finding.id),
          ]),
        .list([
          ("code", finding.codes.map { .tag("p", [:], [.code($0.words)]) }),
          ("cause", finding.cause.map { [.text((finding.isHint ? "possibly: " : "") + $0)] } ?? []),
          ("remedy", finding.remedy.map { [.text($0)] } ?? []),
          ("look at", finding.origin.map { [.code($0.words)] } ?? []),
          ("source", finding.provenance.words.map { [.text($0)] } ?? []),
        ]),
      ])
  }

  private func inputs(_ inputs: [LogSummary]) -> HTML {
    let rows = inputs.map { input -> [HTML] in
      var span = ""
      if let from = input.from, let to = input.to { span = "\(from) to \(to)" }
      if let offset = input.offset { span += ", clock \(offset.words) (\(offset.isGiven ? "given" : "estimated"))" }
      let decoys = input.decoys.sorted { $0.key < $1.key }.map { "\($0.value) × not counted: \($0.key)" }
      return [
        .code(input.path), input.format.map { .code($0) } ?? .text("not recognised"), .text("\(input.records)"),
        .text("\(input.recognised)"), .text(span), .group((decoys + input.problems).map { .tag("p", [:], $0) }),
      ]
    }
    return .tag(
      "section", ["aria-labelledby": "read"],
      [
        .tag("h2", ["id": "read"], "Read"),
        .table(columns: ["Input", "Format", "Records", "Recognised", "Time", "Notes"], rows: rows),
      ])
  }
}
