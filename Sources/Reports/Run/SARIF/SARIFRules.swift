import ScepspecModel

/// The checks of a run as `reportingDescriptor` objects (section 3.49).
struct SARIFRules {
  /// In the order of the checks, each once.
  let all: [JSON]
  /// Places in `all`, by the check's id.
  let index: [String: Int]

  init(context: RunContext, checks: [Check]) {
    var all: [JSON] = []
    var index: [String: Int] = [:]
    for check in checks where index[check.id] == nil {
      index[check.id] = all.count
      all.append(Self.rule(check, context))
    }
    self.all = all
    self.index = index
  }

  private static func rule(_ check: Check, _ context: RunContext) -> JSON {
    let rows = context.requirements(of: check)
    var members: [JSON.Member] = [
      .init(key: "id", value: .string(check.id)),
      .init(key: "shortDescription", value: SARIF.message(check.title)),
      .init(key: "fullDescription", value: SARIF.message(sentences([check.title] + rows.map(\.text)))),
      .init(
        key: "help",
        value: [
          "text": .string(SARIF.escaped(help(check, context).joined(separator: " "))),
          "markdown": .string(help(check, context).map { "- \(Markdown.text($0, limit: 2000))\n" }.joined()),
        ]),
    ]
    if let address = rows.lazy.compactMap({ Citation($0).address }).first {
      members.append(.init(key: "helpUri", value: .string(address)))
    }
    let level = check.level.whenBroken == .fail ? "error" : "warning"
    members.append(.init(key: "defaultConfiguration", value: ["level": .string(level)]))
    members.append(.init(key: "properties", value: ["tags": .strings([check.level.rawValue, check.suite])]))
    return .object(members)
  }

  private static func help(_ check: Check, _ context: RunContext) -> [String] {
    var lines = context.requirements(of: check).map { "\($0.document) §\($0.section), \($0.id): \($0.text)" }
    if let gains = check.attackerGains { lines.append("An attacker gains: \(gains).") }
    if !check.breaks.isEmpty { lines.append("Breaks: \(check.breaks.map(context.client).joined(separator: "; ")).") }
    lines += check.seenIn.map { "Seen in \(context.bug($0))." }
    if let hint = check.hint { lines.append("Hint: \(hint)") }
    lines.append("Run again: \(context.rerun(check))")
    return lines
  }

  /// Each part as a sentence of its own.
  private static func sentences(_ parts: [String]) -> String {
    parts.map { $0.hasSuffix(".") ? $0 : $0 + "." }.joined(separator: " ")
  }
}
