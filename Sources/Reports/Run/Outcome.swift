public import ScepspecModel

/// What a whole run came to, in the order of gravity.
public enum Outcome: Hashable, Sendable {
  case clean
  case inconclusive
  case findings

  /// A blocked check counts by its cause: one that a known failure blocks leaves nothing to settle.
  ///
  /// - Parameter strict: whether a warning counts as a finding.
  public init(of results: [CheckResult], strict: Bool) {
    if results.contains(where: { $0.verdict.isFinding(strict: strict) }) {
      self = .findings
    } else if results.contains(where: { $0.verdict == .inconclusive && !$0.isBlocked })
      || !Causes(results).orphans.isEmpty
    {
      self = .inconclusive
    } else {
      self = .clean
    }
  }

  /// The exit code of the tool.
  public var exitCode: Int32 {
    switch self {
    case .clean: 0
    case .findings: 1
    case .inconclusive: 2
    }
  }
}

extension Verdict {
  /// Whether the verdict makes a run fail.
  public func isFinding(strict: Bool) -> Bool {
    switch self {
    case .fail, .unexpectedPass: true
    case .warning: strict
    case .pass, .notApplicable, .blocked, .inconclusive, .knownFailure: false
    }
  }

  /// Whether the server was seen to deviate, be it known or not.
  var isDeviation: Bool {
    switch self {
    case .fail, .warning, .knownFailure: true
    case .pass, .notApplicable, .blocked, .inconclusive, .unexpectedPass: false
    }
  }
}
