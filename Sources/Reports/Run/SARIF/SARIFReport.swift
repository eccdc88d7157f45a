public import ScepspecModel

/// A finished run as SARIF 2.1.0 (OASIS): checks are rules, and what did not pass points at the line of the
/// specification that asks for it.
///
/// `fail` and `unexpectedPass` are errors, a `warning` is one unless strict; a known deviation is suppressed with its
/// reason; what could not be decided has the kind `open`. Passed, blocked and not applicable checks are rules without
/// result: code scanning shows every result as an alert.
public struct SARIFReport {
  public var context: RunContext

  public init(_ context: RunContext) { self.context = context }

  public func render(_ report: RunReport) -> String {
    let rules = SARIFRules(context: context, checks: report.results.map(\.check))
    let run: JSON = [
      "tool": ["driver": driver(report, rules)],
      "invocations": [invocation(report)],
      "originalUriBaseIds": .object([
        .init(key: SARIF.base, value: ["description": SARIF.message("The folder of the specifications.")])
      ]),
      "columnKind": .string("unicodeCodePoints"),
      "results": .array(results(report, rules)),
      "properties": ["target": .string(Escaping.visible(report.target))],
    ]
    return JSON.object([
      .init(key: "$schema", value: .string(SARIF.schema)), .init(key: "version", value: .string("2.1.0")),
      .init(key: "runs", value: [run]),
    ]).encoded()
  }

  private func driver(_ report: RunReport, _ rules: SARIFRules) -> JSON {
    let words = report.tool.split(separator: " ").map(String.init)
    var members: [JSON.Member] = [.init(key: "name", value: .string(words.first ?? report.tool))]
    if words.count > 1 { members.append(.init(key: "version", value: .string(words[1]))) }
    members.append(.init(key: "rules", value: .array(rules.all)))
    return .object(members)
  }

  private func invocation(_ report: RunReport) -> JSON {
    let ending = RunEnding(report, context)
    var members: [JSON.Member] = [
      .init(key: "executionSuccessful", value: .bool(report.stopped == nil)),
      .init(key: "exitCode", value: .integer(Int(ending.exitCode))),
      .init(key: "exitCodeDescription", value: .string(Escaping.visible(ending.meaning))),
    ]
    if let reason = report.stopped {
      let notification: JSON = ["level": .string("error"), "message": SARIF.message(reason)]
      members.append(.init(key: "toolExecutionNotifications", value: [notification]))
    }
    return .object(members)
  }

  private func results(_ report: RunReport, _ rules: SARIFRules) -> [JSON] {
    let causes = Causes(report.results)
    return report.results.compactMap { result in
      SARIFResult(context: context, result: result, consequences: causes.blocked[result.check.id] ?? [])
        .json(ruleIndex: rules.index[result.check.id])
    } + context.staleDeviations.map(stale)
  }

  private func stale(_ deviation: KnownDeviation) -> JSON {
    [
      "ruleId": .string("known-deviation"), "kind": .string("fail"), "level": .string("error"),
      "message": SARIF.message("The known deviation \(deviation.check) matches nothing: take it out."),
      "locations": [["physicalLocation": SARIF.place(deviation.location, base: nil)]],
    ]
  }
}

/// What the parts of a SARIF file share.
enum SARIF {
  static let schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
  /// What relative addresses of specification files are relative to.
  static let base = "SPECS"

  /// A plain text message. Section 3.11: brackets before a parenthesis would be a link, braces a placeholder.
  static func message(_ words: String) -> JSON { ["text": .string(escaped(words))] }

  static func escaped(_ words: String) -> String {
    let text = Escaping.visible(words)
    let hasLink = text.contains("](")
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "{", "}": result.unicodeScalars.append(contentsOf: [scalar, scalar])
      case "[", "]", "\\":
        if hasLink { result += "\\" }
        result.unicodeScalars.append(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// A `physicalLocation`.
  static func place(_ location: Location, base: String?) -> JSON {
    var artifact: [JSON.Member] = [.init(key: "uri", value: .string(address(location.file)))]
    if let base { artifact.append(.init(key: "uriBaseId", value: .string(base))) }
    return [
      "artifactLocation": .object(artifact),
      "region": ["startLine": .integer(max(1, location.line)), "startColumn": .integer(max(1, location.column))],
    ]
  }

  /// A file's path as a relative reference (RFC 3986, section 4.2): everything but unreserved characters and slashes in
  /// percent-encoding, so that no name looks like a scheme.
  private static func address(_ file: String) -> String {
    var address = ""
    for octet in file.utf8 {
      let isPlain =
        (0x30...0x39).contains(octet) || (0x41...0x5A).contains(octet) || (0x61...0x7A).contains(octet)
        || "-._~/".utf8.contains(octet)
      address += isPlain ? String(Character(Unicode.Scalar(octet))) : "%" + Hex.octet(octet).uppercased()
    }
    return address
  }
}
