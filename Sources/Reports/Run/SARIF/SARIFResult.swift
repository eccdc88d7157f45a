import ScepspecModel

/// One check that did not pass as a `result` object (section 3.27).
struct SARIFResult {
  var context: RunContext
  var result: CheckResult
  /// Checks that this one blocks.
  var consequences: [String]

  /// `nil` for what nobody has to look at.
  func json(ruleIndex: Int?) -> JSON? {
    guard let (kind, level) = kind else { return nil }
    let check = result.check
    var members: [JSON.Member] = [.init(key: "ruleId", value: .string(check.id))]
    if let ruleIndex { members.append(.init(key: "ruleIndex", value: .integer(ruleIndex))) }
    members += [
      .init(key: "kind", value: .string(kind)), .init(key: "level", value: .string(level)),
      .init(key: "message", value: SARIF.message(message)),
      .init(key: "locations", value: [["physicalLocation": SARIF.place(check.location, base: SARIF.base)]]),
      .init(key: "partialFingerprints", value: ["check/v1": .string(check.id)]),
    ]
    if result.verdict == .knownFailure {
      let suppression: JSON = [
        "kind": .string("external"), "status": .string("accepted"),
        "justification": .string(Escaping.visible(result.reason)),
      ]
      members.append(.init(key: "suppressions", value: [suppression]))
    }
    members.append(.init(key: "properties", value: properties))
    return .object(members)
  }

  private var kind: (kind: String, level: String)? {
    switch result.verdict {
    case .fail, .unexpectedPass: ("fail", "error")
    case .warning: ("fail", context.isStrict ? "error" : "warning")
    case .knownFailure: ("fail", result.check.level.whenBroken == .fail ? "error" : "warning")
    case .inconclusive: result.isBlocked ? nil : ("open", "none")
    case .pass, .notApplicable, .blocked: nil
    }
  }

  private var message: String {
    var words = "\(result.check.title): \(result.reason)"
    if !consequences.isEmpty { words += " (blocks \(Causes.words(consequences)))" }
    return words
  }

  private var properties: JSON {
    [
      "verdict": .string(result.verdict.rawValue), "expected": shown(result.expected), "actual": shown(result.actual),
      "lookAt": .strings(result.evidence.words.map { Escaping.visible($0) }), "blocks": .strings(consequences),
    ]
  }

  private func shown(_ text: String?) -> JSON { .optional(text.map { Escaping.visible($0) }) }
}
