import ScepspecModel

/// The controls by which a reader narrows a page down. Hidden until the script is there to serve them.
enum HTMLFilters {
  static func form(_ results: [CheckResult]) -> HTML {
    let verdicts = Verdict.allCases.filter { verdict in results.contains { $0.verdict == verdict } }
    let levels = Level.allCases.filter { level in results.contains { $0.check.level == level } }
    var suites: [String] = []
    for result in results where !suites.contains(result.check.suite) { suites.append(result.check.suite) }
    return form([
      boxes("Verdict", "verdict", verdicts.map(\.rawValue)), choice("Level", "level", levels.map(\.rawValue)),
      choice("Suite", "suite", suites),
    ])
  }

  static func form(_ controls: [HTML]) -> HTML {
    .tag(
      "form", ["id": "filters", "hidden": "", "role": "search", "aria-label": "Filter"],
      [
        .tag(
          "label", [:],
          [.text("Search "), .tag("input", ["type": "search", "autocomplete": "off", "aria-keyshortcuts": "/"])])
      ] + controls + [
        .tag("button", ["type": "button", "class": "open"], "Open all"),
        .tag("button", ["type": "button", "class": "close"], "Close all"),
        .tag("button", ["type": "reset"], "Reset"), .tag("output", ["role": "status"]),
      ])
  }

  /// Check boxes, all of them ticked.
  static func boxes(_ legend: String, _ filter: String, _ values: [String]) -> HTML {
    .tag(
      "fieldset", [:],
      [.tag("legend", [:], legend)]
        + values.map { value in
          .tag(
            "label", [:],
            [
              .tag("input", ["type": "checkbox", "checked": "", "data-filter": filter, "value": value]),
              .text(" \(value)"),
            ])
        })
  }

  /// One of the values, or all.
  static func choice(_ label: String, _ filter: String, _ values: [String]) -> HTML {
    .tag(
      "label", [:],
      [
        .text("\(label) "),
        .tag(
          "select", ["data-filter": filter],
          [.tag("option", ["value": ""], "all")] + values.map { .tag("option", ["value": $0], $0) }),
      ])
  }
}
