public import ScepspecModel

/// The known deviations of a run as a target file (`target/1`), for somebody to fill in the reasons.
public struct Baseline {
  /// The target's id.
  public var id: String
  /// The last day, `YYYY-MM-DD`, on which the deviations count as known.
  public var expires: String
  /// An earlier file: its claims and commands are kept, and what it says of a deviation that is still there.
  public var earlier: Target?

  public init(id: String, expires: String, earlier: Target? = nil) {
    self.id = Self.identifier(id)
    self.expires = expires
    self.earlier = earlier
  }

  /// What a run with this file would turn into known failures: whatever keeps it from ending well, consequences left
  /// out.
  public func deviations(of report: SavedReport) -> [SavedReport.Result] {
    report.results.filter { result in
      switch result.verdict {
      case .fail, .warning, .knownFailure: true
      case .inconclusive: result.blockedBy.isEmpty
      case .pass, .notApplicable, .blocked, .unexpectedPass: false
      }
    }
  }

  public func render(_ report: SavedReport) -> String {
    let known = Dictionary(
      (earlier?.knownDeviations ?? []).map { ($0.check, $0) }, uniquingKeysWith: { first, _ in first })
    let about =
      "From a run of \(report.tool). Look at the bytes of each finding, and say why it is so and where it was reported."
    let entries = deviations(of: report).map { entry($0, known[$0.id]) }
    return """
      format: target/1
      id: \(id)
      title: \(YAMLText.quoted(report.target.isEmpty ? id : report.target))
      about: \(YAMLText.quoted(about))
      \(kept.map { $0 + "\n" }.joined())knownDeviations:\(entries.isEmpty ? " []" : "")

      """ + entries.joined()
  }

  /// The lines of the earlier file's claims and commands.
  private var kept: [String] {
    guard let earlier else { return [] }
    let claims = earlier.claims.isEmpty ? [] : ["claims: " + YAMLText.flow(.record(earlier.claims))]
    let commands = [
      ("caIdentifier", earlier.commands.caIdentifier), ("challengeCommand", earlier.commands.challenge),
      ("approveCommand", earlier.commands.approve), ("revokeCommand", earlier.commands.revoke),
    ]
    return claims + commands.compactMap { key, text in text.map { "\(key): \(YAMLText.quoted($0))" } }
  }

  private func entry(_ result: SavedReport.Result, _ known: KnownDeviation?) -> String {
    let verdict = result.verdict == .knownFailure ? known?.verdict ?? result.level.whenBroken : result.verdict
    let seen = Escaping.visible(result.reason, limit: Self.longest)
    var lines = [
      "- check: \(YAMLText.plainOrQuoted(result.id))", "  verdict: \(verdict.rawValue)",
      "  reason: \(YAMLText.quoted(known?.reason ?? "to be filled in: \(seen)"))",
    ]
    lines.append(known?.link.map { "  link: \(YAMLText.quoted($0))" } ?? "  # link: where it was reported")
    // A deviation that was known without end stays so.
    let last = known == nil ? expires : known?.expires
    if let last { lines.append("  expires: \(YAMLText.quoted(last))") }
    return lines.map { "  \($0)\n" }.joined()
  }

  private static let longest = 300

  /// A name as `target/1` wants it: groups of lower-case letters and digits, joined by hyphens or full stops.
  private static func identifier(_ name: String) -> String {
    var id = ""
    for scalar in name.lowercased().unicodeScalars {
      let isPlain = ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
      if isPlain {
        id.unicodeScalars.append(scalar)
      } else if let last = id.last, last != "-", last != "." {
        id += scalar == "." ? "." : "-"
      }
    }
    while let last = id.last, last == "-" || last == "." { id.removeLast() }
    return id.isEmpty ? "baseline" : id
  }
}
