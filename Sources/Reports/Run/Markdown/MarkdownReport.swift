public import ScepspecModel

/// A finished run as GitHub-flavoured Markdown, made for a comment on a pull request: what came of it, the causes as a
/// table, and everything else folded.
public struct MarkdownReport {
  public var context: RunContext

  public init(_ context: RunContext) { self.context = context }

  /// Octets that a forge takes as one comment (GitHub: 65,536 characters), less a reserve for the end.
  private static let room = 60_000
  /// Of these, what tables may take, so that details have a place too.
  private static let roomForTables = 24_000

  public func render(_ report: RunReport) -> String {
    let causes = Causes(report.results)
    var page = head(report)
    page += table(causes.ranked)
    page += openEnds(causes.orphans)
    page += clients(report.results)
    page += readings(report.choices)
    let tail = suites(report.results) + certificates(report.certificatesIssued)
    var details = ""
    var left = 0
    for cause in causes.ranked + causes.known {
      let entry = left == 0 ? MarkdownDetails(context: context).render(cause) : ""
      if left > 0 || page.utf8.count + details.utf8.count + tail.utf8.count + entry.utf8.count > Self.room {
        left += 1
      } else {
        details += entry
      }
    }
    if left > 0 { details += "\(left) more \(left == 1 ? "check" : "checks") left out here: see the JSON report.\n\n" }
    return page + (details.isEmpty ? "" : "### Details\n\n" + details) + tail
  }

  private func head(_ report: RunReport) -> String {
    let ending = RunEnding(report, context)
    var head = "## \(ending.outcome.mark) scepspec: \(Markdown.text(ending.meaning))\n\n"
    head += "Target \(Markdown.code(report.target)), \(Markdown.text(report.tool)), exit code \(ending.exitCode)\n\n"
    if report.stopped == nil {
      let count = report.results.count
      head += "\(count) \(count == 1 ? "check" : "checks")"
      head += count == 0 ? "\n\n" : ": \(SuiteTally.words(report.summary))\n\n"
    }
    for stale in context.staleDeviations {
      head += "- Known deviation \(Markdown.code(stale.check)) matches nothing: "
      head += "take it out of \(Markdown.code("\(stale.location)"))\n"
    }
    return head + (context.staleDeviations.isEmpty ? "" : "\n")
  }

  private func table(_ causes: [Causes.Cause]) -> String {
    guard !causes.isEmpty else { return "" }
    var table = "### Causes\n\n" + Markdown.head("", "Check", "Level", "Claim", "Blocks")
    var left = 0
    for cause in causes {
      let (result, check) = (cause.result, cause.result.check)
      guard table.utf8.count < Self.roomForTables else {
        left += 1
        continue
      }
      let blocks = cause.consequences.isEmpty ? "" : "\(cause.consequences.count)"
      table += Markdown.row(
        "\(Markdown.text(result.verdict.mark)) \(result.verdict.rawValue)", Markdown.code(check.id),
        check.level.rawValue,
        Markdown.text(check.title), blocks)
    }
    return table + (left > 0 ? "\n\(left) more: see the JSON report.\n" : "") + "\n"
  }

  private func openEnds(_ orphans: [CheckResult]) -> String {
    guard !orphans.isEmpty else { return "" }
    let rows = orphans.prefix(50).map { "- \(Markdown.code($0.check.id)): \(Markdown.code($0.reason))\n" }.joined()
    return Markdown.folded("\(orphans.count) blocked by checks that did not run", rows)
  }

  /// Where the run was made as families of clients, each of them; otherwise those that will break.
  private func clients(_ results: [CheckResult]) -> String {
    let verdicts = ClientVerdict.all(in: results)
    let isAsked = !context.families.isEmpty
    let shown = verdicts.filter { isAsked ? context.families.contains($0.family) : $0.verdict == .fail }
    guard !shown.isEmpty else { return "" }
    let rows = shown.map { client in
      let checks = client.verdict == .pass ? [] : client.checks
      let more = checks.count > Self.deciding ? " … (\(checks.count))" : ""
      return Markdown.row(
        Markdown.text(context.client(client.family)),
        "\(Markdown.text(client.verdict.mark)) \(client.verdict.rawValue)",
        checks.prefix(Self.deciding).map { Markdown.code($0) }.joined(separator: " ") + more)
    }
    let title = isAsked ? "Client families" : "Client families hit"
    return "### \(title)\n\n" + Markdown.head("Family", "", "By") + rows.joined() + "\n"
  }

  /// Checks shown that decide for a family.
  private static let deciding = 10

  private func readings(_ choices: [ReadingChoice]) -> String {
    guard !choices.isEmpty else { return "" }
    let rows = choices.map {
      Markdown.row(Markdown.text($0.ambiguity.question), Markdown.code($0.readings.joined(separator: ", ")))
    }
    return Markdown.folded(
      "Where the text can be read in more than one way", Markdown.head("Question", "Here") + rows.joined())
  }

  private func suites(_ results: [CheckResult]) -> String {
    let tallies = SuiteTally.all(in: results, titles: context.specifications.titles)
    guard !tallies.isEmpty else { return "" }
    let rows = tallies.map {
      Markdown.row(Markdown.text($0.worst.mark), Markdown.code($0.id), Markdown.text($0.title), $0.words)
    }
    return Markdown.folded("Suites", Markdown.head("", "Suite", "", "Verdicts") + rows.joined())
  }

  private func certificates(_ certificates: [IssuedCertificate]) -> String {
    guard !certificates.isEmpty else { return "" }
    let rows = certificates.prefix(50).map { Markdown.row(Markdown.code($0.serial), Markdown.code($0.subject)) }
    let more = certificates.count - rows.count
    return Markdown.folded(
      "\(certificates.count) \(certificates.count == 1 ? "certificate was" : "certificates were") issued",
      Markdown.head("Serial number", "Subject") + rows.joined()
        + (more > 0 ? "\n\(more) more: see the JSON report.\n" : ""))
  }
}

extension Outcome {
  var mark: String {
    switch self {
    case .clean: "✔"
    case .findings: "✘"
    case .inconclusive: "?"
    }
  }
}
