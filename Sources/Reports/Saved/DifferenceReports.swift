/// What became of the checks, for a person at a terminal.
public struct TextDifference {
  public var usesColour: Bool

  public init(usesColour: Bool = false) { self.usesColour = usesColour }

  /// Checks of one kind shown at most.
  static let most = 20

  public func render(_ difference: ReportDifference) -> String {
    var page = TextPage(usesColour: usesColour)
    for (label, report) in [("old", difference.old), ("new", difference.new)] {
      page.line(
        .init(text: label + "  ", ink: .dim), .init(text: report.target, ink: .bold),
        .init(text: "  " + report.tool, ink: .dim))
    }
    page.blank()
    for kind in ReportDifference.Kind.allCases {
      let (shown, more) = difference.shown(kind)
      for change in shown {
        page.line(
          .init(text: "\(kind.mark) \(TextPage.padded(kind.rawValue, 10))", ink: kind.ink),
          .init(text: TextPage.padded(change.id, 40)), .init(text: change.verdicts, ink: kind.ink),
          .init(text: "  " + change.title, ink: .dim))
      }
      if let more { page.line(indent: 12, more, .dim) }
    }
    if !difference.changes.isEmpty { page.blank() }
    page.paragraph(difference.summary)
    let ink: TextPage.Ink = difference.exitCode == 0 ? .green : difference.exitCode == 1 ? .red : .yellow
    page.line(.init(text: "exit code \(difference.exitCode): \(difference.meaning)", ink: ink))
    return page.text
  }
}

/// What became of the checks, for a comment on a pull request.
public enum MarkdownDifference {
  public static func render(_ difference: ReportDifference) -> String {
    let mark = difference.exitCode == 0 ? "✔" : difference.exitCode == 1 ? "✘" : "?"
    var text = "## \(mark) scepspec: \(Markdown.text(difference.meaning))\n\n"
    text += Markdown.head("", "Target", "Tool")
    for (label, report) in [("old", difference.old), ("new", difference.new)] {
      text += Markdown.row(label, Markdown.code(report.target), Markdown.text(report.tool))
    }
    text += "\nSummary: \(difference.summary)\n\n"
    guard !difference.changes.isEmpty else { return text }
    text += Markdown.head("", "Check", "Level", "Verdict", "Claim")
    var notes = ""
    for kind in ReportDifference.Kind.allCases {
      let (shown, more) = difference.shown(kind)
      for change in shown {
        text += Markdown.row(
          "\(Markdown.text(kind.mark)) \(kind.rawValue)", Markdown.code(change.id), change.level.rawValue,
          change.verdicts, Markdown.text(change.title))
      }
      if let more { notes += "- \(kind.rawValue): \(more)\n" }
    }
    return text + (notes.isEmpty ? "" : "\n" + notes)
  }
}

/// What became of the checks as `scepspec-diff/1`; `docs/schema/scepspec-diff.schema.json` describes it.
public enum JSONDifference {
  public static func render(_ difference: ReportDifference) -> String {
    let counts = ReportDifference.Kind.allCases.map { kind in
      JSON.Member(key: kind.rawValue, value: .integer(difference.count(kind)))
    }
    return JSON.object([
      .init(key: "format", value: .string("scepspec-diff/1")), .init(key: "old", value: run(difference.old)),
      .init(key: "new", value: run(difference.new)),
      .init(key: "summary", value: .object(counts + [.init(key: "same", value: .integer(difference.same))])),
      .init(key: "changes", value: .array(difference.changes.map(change))),
    ]).encoded()
  }

  private static func run(_ report: SavedReport) -> JSON {
    ["target": .string(report.target), "tool": .string(report.tool), "stopped": .optional(report.stopped)]
  }

  private static func change(_ change: ReportDifference.Change) -> JSON {
    [
      "kind": .string(change.kind.rawValue), "id": .string(change.id), "title": .string(change.title),
      "level": .string(change.level.rawValue), "before": .optional(change.before?.rawValue),
      "after": .optional(change.after?.rawValue), "reason": .string(change.reason),
      "consequence": .bool(change.isConsequence),
    ]
  }
}

extension ReportDifference {
  /// The changes of a kind that are worth a line each, and in words what is left out: consequences, and many of a kind.
  fileprivate func shown(_ kind: Kind) -> (changes: [Change], more: String?) {
    let all = changes.filter { $0.kind == kind }
    let shown = Array(all.filter { !$0.isConsequence }.prefix(TextDifference.most))
    let left = all.count - shown.count
    let blocked = all.count(where: \.isConsequence)
    guard left > 0 else { return (shown, nil) }
    let parts = [(left - blocked, "more"), (blocked, "blocked by other checks")].filter { $0.0 > 0 }
    return (shown, "and \(parts.map { "\($0.0) \($0.1)" }.joined(separator: ", ")) (see the JSON)")
  }

  /// `1 broke, 2 fixed, 259 the same`.
  fileprivate var summary: String {
    let parts = Kind.allCases.compactMap { kind in count(kind) > 0 ? "\(count(kind)) \(kind.rawValue)" : nil }
    return (parts + ["\(same) the same"]).joined(separator: ", ")
  }
}

extension ReportDifference.Kind {
  fileprivate var mark: String {
    switch self {
    case .broke: "✘"
    case .undecided: "?"
    case .fixed: "✔"
    case .changed: "~"
    case .new: "+"
    case .gone: "-"
    }
  }

  fileprivate var ink: TextPage.Ink {
    switch self {
    case .broke: .red
    case .undecided: .yellow
    case .fixed: .green
    case .changed, .new, .gone: .dim
    }
  }
}
