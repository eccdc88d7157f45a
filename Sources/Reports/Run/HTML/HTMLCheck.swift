import ScepspecModel

/// One check in full.
struct HTMLCheck {
  let context: RunContext
  let report: RunReport
  let causes: Causes
  private let picture: SequencePicture

  init(context: RunContext, report: RunReport, causes: Causes) {
    (self.context, self.report, self.causes) = (context, report, causes)
    picture = SequencePicture(specifications: context.specifications, records: report.exchanges)
  }

  func article(_ result: CheckResult) -> HTML {
    let check = result.check
    let summary: [HTML] = [
      .verdict(result.verdict), .text(" "), .tag("h4", [:], [.code(check.id)]), .text(" "),
      .tag("span", ["class": "badge"], check.level.rawValue), .text(" "),
      .tag("span", ["class": "about"], check.title),
    ]
    let body = [HTML.list(entries(result))] + bytes(result) + sequence(result)
    return .tag(
      "article",
      [
        "class": "item", "id": "check-\(check.id)", "data-verdict": result.verdict.rawValue,
        "data-level": check.level.rawValue, "data-suite": check.suite,
      ], [.folded(summary, body)])
  }

  private func entries(_ result: CheckResult) -> [(label: String, content: [HTML])] {
    let check = result.check
    let blocked = causes.blocked[check.id] ?? []
    var entries = check.requirements.map { (label: "requirement", content: requirement($0)) }
    entries += [
      ("reason", [.text(result.reason)]),
      ("expected", shown(result.expected, "expected")),
      ("actual", shown(result.actual, "actual")),
      ("blocked by", result.blockedBy.map { .group([.check($0), .text(" ")]) }),
      ("blocks", blocked.map { .group([.check($0), .text(" ")]) }),
      ("settle by", result.verdict == .inconclusive ? words(check.settle) : []),
      ("attacker gains", words(check.attackerGains)),
      ("breaks", words(check.breaks.isEmpty ? nil : check.breaks.map(context.client).joined(separator: "; "))),
      ("seen in", check.seenIn.map { .tag("p", [:], context.bug($0)) }),
      ("hint", words(check.hint)),
      ("run again", [.code(context.rerun(check))]),
      ("written in", [.code("\(check.location)")]),
    ]
    return entries
  }

  private func words(_ text: String?) -> [HTML] { text.map { [.text($0)] } ?? [] }

  private func shown(_ text: String?, _ name: String) -> [HTML] {
    text.map { [.tag("div", ["class": name], [.code($0)])] } ?? []
  }

  private func requirement(_ id: String) -> [HTML] {
    guard let row = context.specifications.requirements[id] else { return [.code(id)] }
    let place = HTML.text("\(row.document) §\(row.section)")
    return [
      Citation(row).address.map { .link([place], to: $0) } ?? place, .text(" "), .code(id), .text(": \(row.text)"),
    ]
  }

  // MARK: Evidence

  private func bytes(_ result: CheckResult) -> [HTML] {
    let shown = result.evidence.filter { $0.bytes != nil }
    let rest = shown.dropFirst(Self.tables)
    return shown.prefix(Self.tables).map(HTMLBytes.table)
      + (rest.isEmpty ? [] : [.folded([.text("\(rest.count) more places")], rest.map(HTMLBytes.table))])
  }

  private func sequence(_ result: CheckResult) -> [HTML] {
    let looked = result.evidence.compactMap(\.number)
    guard [.fail, .warning, .knownFailure, .inconclusive].contains(result.verdict), !result.isBlocked else {
      return links(result)
    }
    return picture.svg(of: result.check, hits: looked).map { [$0] } ?? []
  }

  /// Where the exchange is told of, for what needs no picture.
  private func links(_ result: CheckResult) -> [HTML] {
    let ids = Set([result.check.exchange] + result.check.otherExchanges)
    let numbers = report.exchanges.filter { ids.contains($0.id) }.map(\.number)
    guard !numbers.isEmpty else { return [] }
    return [
      .tag(
        "p", [:],
        [.text("exchange ")] + numbers.map { .group([.link([.text("\($0)")], to: "#exchange-\($0)"), .text(" ")]) })
    ]
  }

  private static let tables = 3
}
