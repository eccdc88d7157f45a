import ScepspecModel

/// One cause in full, folded.
struct MarkdownDetails {
  var context: RunContext

  func render(_ cause: Causes.Cause) -> String {
    let (result, check) = (cause.result, cause.result.check)
    var rows: [String] = []
    func row(_ label: String, _ words: String?) {
      if let words, !words.isEmpty { rows.append(Markdown.row(label, words)) }
    }
    row("claim", Markdown.text(check.title))
    for id in check.requirements { row("requirement", requirement(id)) }
    if result.saysReason || result.verdict == .knownFailure { row("reason", Markdown.code(result.reason)) }
    row("expected", result.expected.map { Markdown.code($0) })
    row("actual", result.actual.map { Markdown.code($0) })
    for place in result.evidence.words.prefix(Self.placesShown) { row("look at", Markdown.code(place)) }
    row("settle by", result.verdict == .inconclusive ? check.settle.map { Markdown.text($0) } : nil)
    row("attacker gains", check.attackerGains.map { Markdown.text($0) })
    row("breaks", check.breaks.map { Markdown.text(context.client($0)) }.joined(separator: "; "))
    for id in check.seenIn.prefix(Self.bugsShown) { row("seen in", Markdown.code(context.bug(id))) }
    row("hint", check.hint.map { Markdown.text($0) })
    row("with it", cause.companions.isEmpty ? nil : Markdown.text(Causes.words(cause.companions)))
    row("blocks", cause.consequences.isEmpty ? nil : Markdown.text(Causes.words(cause.consequences)))
    row("run again", Markdown.code(context.rerun(check)))
    let summary =
      "\(Markdown.text(result.verdict.mark)) \(result.verdict.rawValue) \(Markdown.code(check.id)) \(check.level.rawValue)"
    return Markdown.folded(summary, Markdown.head("", "") + rows.joined())
  }

  private func requirement(_ id: String) -> String {
    guard let row = context.specifications.requirements[id] else { return Markdown.code(id) }
    let place = Markdown.text("\(row.document) §\(row.section)")
    let linked = Citation(row).address.map { "[\(place)](\($0))" } ?? place
    return "\(linked) \(Markdown.code(id)): \(Markdown.text(row.text))"
  }

  private static let placesShown = 3
  private static let bugsShown = 5
}
