public import ScepspecModel

/// One result in full: the claim, the requirement, what was expected, what came, where to look, what to do.
public struct FindingSection {
  public var context: RunContext

  public init(context: RunContext) { self.context = context }

  /// The result as text without colour.
  public func text(of result: CheckResult) -> String {
    var page = TextPage(usesColour: false)
    write(result, on: &page)
    return page.text.split(separator: "\n").joined(separator: "\n")
  }

  /// - Parameters:
  ///   - consequences: Ids of the checks that it blocks.
  ///   - companions: Ids of the checks that the same mistake breaks.
  func write(
    _ result: CheckResult, blocking consequences: [String] = [], breaking companions: [String] = [],
    on page: inout TextPage
  ) {
    let check = result.check
    let ink = result.verdict.ink
    let sections = context.sections(of: check)
    page.line(
      .init(text: result.verdict.mark + " ", ink: ink), .init(text: check.id, ink: .bold),
      .init(text: "   " + check.level.rawValue, ink: ink),
      .init(text: sections.isEmpty ? "" : "   " + sections.joined(separator: ", "), ink: .dim))
    page.paragraph(indent: 4, check.title)
    for id in check.requirements {
      page.entry("requirement", context.specifications.requirements[id].map { "\(id): \($0.text)" } ?? id)
    }
    if result.saysReason { page.entry("reason", result.reason) }
    page.entry("expected", result.expected, .green)
    page.entry("actual", result.actual, ink)
    places(result, on: &page)
    if check.level == .security { page.entry("attacker", check.attackerGains.map { "gains: \($0)" }, .red) }
    page.entry("breaks", check.breaks.map(context.client).joined(separator: "; "))
    for id in check.seenIn { page.entry("seen in", context.bug(id)) }
    page.entry("hint", check.hint, .cyan)
    page.entry("with it", companions.isEmpty ? nil : Causes.words(companions))
    page.entry("blocks", consequences.isEmpty ? nil : Causes.words(consequences))
    page.entry("run again", context.rerun(check))
    page.blank()
  }

  /// A claim about every reply may be broken in each: the first ones tell enough.
  private func places(_ result: CheckResult, on page: inout TextPage) {
    let places = result.evidence.words
    for place in places.prefix(Self.placesShown) { page.entry("look at", place) }
    let more = places.count - Self.placesShown
    if more > 0 { page.entry("", "and \(more) more \(more == 1 ? "exchange" : "exchanges") (all in the JSON report)") }
  }

  private static let placesShown = 3
}

extension CheckResult {
  /// Whether the reason tells more than `expected` and `actual` do.
  var saysReason: Bool { expected == nil && actual == nil || verdict == .unexpectedPass }
}
