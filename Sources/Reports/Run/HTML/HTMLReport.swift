public import ScepspecModel

/// A finished run as one HTML file: summary, causes, client families, every check, and what was sent.
public struct HTMLReport {
  public var context: RunContext

  public init(_ context: RunContext) { self.context = context }

  public func render(_ report: RunReport) -> String {
    let causes = Causes(report.results)
    var sections = [HTMLSummary(context: context).section(report, causes)]
    if !report.results.isEmpty {
      sections += [clients(report.results), checks(report, causes), readings(report.choices)].compactMap { $0 }
    }
    sections += [exchanges(report.exchanges), certificates(report.certificatesIssued)].compactMap { $0 }
    let ending = RunEnding(report, context)
    return HTMLPage(
      title: "SCEP report: \(report.target)",
      header: [
        .tag("h1", [:], [.text("SCEP conformance of "), .code(report.target)]),
        .tag("p", ["class": "ending \(ending.outcome.ink.colour)"], "\(ending.outcome.mark) \(ending.words)"),
      ], sections: sections, footer: report.tool
    ).render()
  }

  private func clients(_ results: [CheckResult]) -> HTML? {
    let all = ClientVerdict.all(in: results)
    let verdicts = context.families.isEmpty ? all : all.filter { context.families.contains($0.family) }
    guard !verdicts.isEmpty else { return nil }
    let rows = verdicts.map { client -> [HTML] in
      let links = client.checks.map { HTML.group([.check($0), .text(" ")]) }
      let checks = links.count > 4 ? HTML.folded([.text("\(links.count) checks")], links) : .group(links)
      return [.text(context.client(client.family)), .verdict(client.verdict), checks]
    }
    return .tag(
      "section", ["aria-labelledby": "clients"],
      [
        .tag("h2", ["id": "clients"], "Client families"),
        .table(columns: ["Family", "Works with this server", "Decided by"], rows: rows),
      ])
  }

  private func checks(_ report: RunReport, _ causes: Causes) -> HTML {
    var content = [HTML.tag("h2", ["id": "checks"], "Checks"), HTMLFilters.form(report.results)]
    let articles = HTMLCheck(context: context, report: report, causes: causes)
    for tally in SuiteTally.all(in: report.results, titles: context.specifications.titles) {
      let title = tally.title.isEmpty ? "" : " \(tally.title)"
      content.append(
        .tag(
          "section", ["class": "items"],
          [
            .tag("h3", [:], [.code(tally.id), .text(title), .tag("span", ["class": "quiet"], " \(tally.words)")])
          ] + report.results.filter { $0.check.suite == tally.id }.map(articles.article)))
    }
    return .tag("section", ["aria-labelledby": "checks"], content)
  }

  private func readings(_ choices: [ReadingChoice]) -> HTML? {
    guard !choices.isEmpty else { return nil }
    let rows = choices.map { choice -> [HTML] in
      [
        .text(choice.ambiguity.question), .code(choice.readings.joined(separator: ", ")),
        .check(choice.ambiguity.check),
      ]
    }
    return .tag(
      "section", ["aria-labelledby": "readings"],
      [
        .tag("h2", ["id": "readings"], "Where the text can be read in more than one way"),
        .table(columns: ["Question", "Here", "Check"], rows: rows),
      ])
  }

  private func exchanges(_ exchanges: [ExchangeRecord]) -> HTML? {
    guard !exchanges.isEmpty else { return nil }
    let rows = exchanges.map { exchange -> [HTML] in
      let words = SequencePicture.words(of: exchange, context.specifications)
      return [
        .tag("span", ["id": "exchange-\(exchange.number)"], "\(exchange.number)"), .code(exchange.id),
        .text(words.request), .text(words.reply),
      ]
    }
    return .tag(
      "section", ["aria-labelledby": "exchanges"],
      [
        .tag("h2", ["id": "exchanges"], "Exchanges"),
        .folded(
          [.text("\(exchanges.count) exchanges, in order")],
          [.table(columns: ["Number", "Id", "Sent", "Answered"], rows: rows)]),
      ])
  }

  private func certificates(_ certificates: [IssuedCertificate]) -> HTML? {
    guard !certificates.isEmpty else { return nil }
    let rows = certificates.map { [HTML.code($0.serial), .code($0.subject), .code($0.exchange)] }
    return .tag(
      "section", ["aria-labelledby": "certificates"],
      [
        .tag("h2", ["id": "certificates"], "Certificates issued"),
        .folded(
          [.text("\(certificates.count), for whoever has to revoke them")],
          [.table(columns: ["Serial number", "Subject", "Exchange"], rows: rows)]),
      ])
  }
}
