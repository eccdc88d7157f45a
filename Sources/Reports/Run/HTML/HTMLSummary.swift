import ScepspecModel

/// The first thing to read: how many checks came to what, and what caused it.
struct HTMLSummary {
  var context: RunContext

  func section(_ report: RunReport, _ causes: Causes) -> HTML {
    var content: [HTML] = [.tag("h2", ["id": "summary"], "Summary")]
    if report.stopped == nil {
      content.append(counts(report))
      content.append(.tag("h3", [:], causes.ranked.isEmpty ? "No cause for concern" : "Causes"))
      if !causes.ranked.isEmpty { content.append(.tag("ol", ["class": "causes"], causes.ranked.map(item))) }
      if !causes.known.isEmpty {
        content.append(.tag("h3", [:], "Known deviations of this target"))
        content.append(.tag("ul", ["class": "causes"], causes.known.map(item)))
      }
      content += orphans(causes.orphans)
    }
    content += context.staleDeviations.map { stale in
      .tag(
        "p", ["class": "red"],
        [
          .text("Known deviation "), .code(stale.check), .text(" matches nothing: take it out of "),
          .code("\(stale.location)"),
        ])
    }
    return .tag("section", ["aria-labelledby": "summary"], content)
  }

  private func counts(_ report: RunReport) -> HTML {
    let summary = report.summary
    let items = Verdict.allCases.filter { summary[$0] != nil }.map { verdict in
      HTML.tag(
        "li", ["class": verdict.ink.colour], "\(verdict.mark) \(verdict.counted(summary[verdict] ?? 0))")
    }
    let count = report.results.count
    return .tag(
      "ul", ["class": "counts"], [.tag("li", [:], "\(count) \(count == 1 ? "check" : "checks")")] + items)
  }

  private func item(_ cause: Causes.Cause) -> HTML {
    let check = cause.result.check
    var content: [HTML] = [
      .verdict(cause.result.verdict), .text(" "), .check(check.id), .text(" "),
      .tag("span", ["class": "badge"], check.level.rawValue),
      .text(" \(check.title)"),
    ]
    if !cause.companions.isEmpty {
      let count = cause.companions.count
      content.append(
        .folded(
          [.text("breaks \(count) more \(count == 1 ? "check" : "checks")")],
          cause.companions.map { .group([.check($0), .text(" ")]) }))
    }
    if !cause.consequences.isEmpty {
      let count = cause.consequences.count
      content.append(
        .folded(
          [.text("blocks \(count) more \(count == 1 ? "check" : "checks")")],
          cause.consequences.map { .group([.check($0), .text(" ")]) }))
    }
    return .tag("li", [:], content)
  }

  private func orphans(_ orphans: [CheckResult]) -> [HTML] {
    guard !orphans.isEmpty else { return [] }
    return [
      .tag("h3", [:], "Blocked by checks that did not run"),
      .tag("ul", [:], orphans.map { .tag("li", [:], [.check($0.check.id), .text(" \($0.reason)")]) }),
    ]
  }
}

extension HTML {
  /// A link to the check further down.
  static func check(_ id: String) -> HTML { .link([.code(id)], to: "#check-\(id)") }

  static func verdict(_ verdict: Verdict) -> HTML {
    .tag("span", ["class": "verdict \(verdict.ink.colour)"], "\(verdict.mark) \(verdict.rawValue)")
  }
}

extension TextPage.Ink {
  /// The class that has this colour on a page.
  var colour: String {
    switch self {
    case .red: "red"
    case .green: "green"
    case .yellow: "amber"
    case .plain, .bold, .dim, .cyan: "grey"
    }
  }
}
