public import ScepspecModel

/// A finished run in the Test Anything Protocol, version 14: one point a check.
///
/// `fail`, `unexpectedPass` and `inconclusive` are `not ok`, as is a `warning` when strict; what does not apply or is
/// blocked is skipped; a known deviation is `not ok` with `# TODO`, which harnesses do not count. Each stale known
/// deviation is a point of its own. A run that could not begin bails out.
public struct TAPReport {
  public var context: RunContext

  public init(_ context: RunContext) { self.context = context }

  public func render(_ report: RunReport) -> String {
    var text = "TAP version 14\n"
    if let reason = report.stopped { return text + "Bail out! \(Self.description(reason))\n" }
    text += "1..\(report.results.count + context.staleDeviations.count)\n"
    for (index, result) in report.results.enumerated() { text += point(result, number: index + 1) }
    for (index, stale) in context.staleDeviations.enumerated() {
      let words = "the known deviation \(stale.check) matches something: see \(stale.location)"
      text += "not ok \(report.results.count + index + 1) - \(Self.description(words))\n"
    }
    return text
  }

  private func point(_ result: CheckResult, number: Int) -> String {
    let words = Self.description("\(result.check.id): \(result.check.title)")
    let head = "\(isRed(result) ? "not ok" : "ok") \(number) - \(words)"
    switch result.verdict {
    case .pass: return head + "\n"
    case .notApplicable, .blocked: return head + " # SKIP \(Self.description(result.reason))\n"
    case .inconclusive where result.isBlocked: return head + " # SKIP \(Self.description(result.reason))\n"
    case .knownFailure: return head + " # TODO \(Self.description(result.reason))\n" + diagnostics(result)
    case .fail, .warning, .inconclusive, .unexpectedPass: return head + "\n" + diagnostics(result)
    }
  }

  private func isRed(_ result: CheckResult) -> Bool {
    switch result.verdict {
    case .fail, .unexpectedPass, .knownFailure: true
    case .inconclusive: !result.isBlocked
    case .warning: context.isStrict
    case .pass, .notApplicable, .blocked: false
    }
  }

  /// The YAML block. Every text is in double quotes on one line, whatever it holds.
  private func diagnostics(_ result: CheckResult) -> String {
    let check = result.check
    var lines: [String] = []
    func line(_ key: String, _ text: String?) {
      if let text { lines.append("\(key): \(YAMLText.quoted(text))") }
    }
    func list(_ key: String, _ items: [String]) {
      if !items.isEmpty { lines.append("\(key): [\(items.map(YAMLText.quoted).joined(separator: ", "))]") }
    }
    line("message", result.reason)
    line("severity", result.verdict.rawValue)
    line("level", check.level.rawValue)
    list("requirements", check.requirements)
    line("expected", result.expected)
    line("actual", result.actual)
    list("lookAt", result.evidence.words)
    list("breaks", check.breaks)
    line("hint", check.hint)
    line("at", "\(check.location)")
    return "  ---\n" + lines.map { "  \($0)\n" }.joined() + "  ...\n"
  }

  /// One line in which `#` starts no directive.
  private static func description(_ words: String) -> String {
    var text = ""
    for scalar in Escaping.visible(words).unicodeScalars {
      if scalar == "#" || scalar == "\\" { text += "\\" }
      text.unicodeScalars.append(scalar)
    }
    return text
  }
}
