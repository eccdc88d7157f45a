import Model

/// What cannot be seen without keys makes a claim inconclusive, never broken.
struct Sealed {
  private let isOpened: Bool
  private let isRequestOpened: Bool

  init(_ exchanges: [[Observation]]) {
    let all = exchanges.joined()
    isOpened = all.contains { $0.kind == "envelope" && $0.fields["opened"] == .bool(true) }
    isRequestOpened = all.contains { $0.kind == "sent" && $0.fields["isOpened"] == .bool(true) }
  }

  func result(_ result: CheckResult) -> CheckResult {
    guard [.fail, .warning, .pass].contains(result.verdict), let missing = missing(result.check) else { return result }
    return CheckResult(check: result.check, verdict: .inconclusive, reason: missing)
  }

  private func missing(_ check: Check) -> String? {
    let paths = [check.when, check.given, check.expect].compactMap { $0 }.flatMap(\.paths)
    if !isOpened,
      paths.contains(where: { ($0.first.map(Self.ofReply.contains) ?? false) || Self.openedFields.contains($0) })
    {
      return "the reply's envelope cannot be opened; --key FILE with the client's private key would settle it"
    }
    if !isRequestOpened, paths.contains(where: { Self.ofRequest.contains($0) }) {
      return "the request's envelope cannot be opened; --key FILE with the private key of the CA or RA would settle it"
    }
    return nil
  }

  private static let ofReply: Set<String> = ["payload", "issued"]
  private static let openedFields: Set<[String]> = [
    ["envelope", "opened"], ["envelope", "paddingValid"], ["envelope", "detail"],
  ]
  private static let ofRequest: Set<[String]> = [
    ["request", "publicKey"], ["request", "subjectName"], ["request", "hasChallenge"],
    ["request", "oneTimeChallenge"], ["request", "serialNumber"], ["http", "leaksChallenge"],
  ]
}

extension Predicate {
  /// The kind and the first field of everything that it looks at.
  fileprivate var paths: [[String]] {
    switch self {
    case .all(let parts): parts.flatMap(\.paths)
    case .any(let alternatives): alternatives.flatMap(\.predicate.paths)
    case .not(let part), .named(_, let part): part.paths
    case .observed(let kind, _): [[kind]]
    case .test(let reference, let test): [reference.start] + test.paths
    }
  }
}

extension Test {
  fileprivate var paths: [[String]] {
    switch self {
    case .equals(let operand), .atLeast(let operand), .atMost(let operand), .startsWith(let operand),
      .endsWith(let operand), .contains(let operand), .sameItems(let operand):
      operand.paths
    case .oneOf(let operands), .within(let operands): operands.flatMap(\.paths)
    case .every(let part), .some(let part), .none(let part): part.paths
    case .present, .absent, .distinct, .madeOf: []
    }
  }
}

extension Operand {
  fileprivate var paths: [[String]] { if case .field(let reference) = self { [reference.start] } else { [] } }
}

extension FieldReference {
  fileprivate var start: [String] { Array(path.components.prefix(2)) }
}
