import ScepspecModel

/// What cannot be seen without keys, or without the CA's certificates, makes a claim inconclusive, never broken.
struct Sealed {
  private let isReplySealed: Bool
  private let isRequestSealed: Bool
  private let isRequestUnknown: Bool
  private let hasIssued: Bool
  private let hasMessage: Bool
  private let knowsAuthorities: Bool
  private let knowsTime: Bool

  /// - Parameter observations: Those of one exchange.
  init(_ observations: [Observation], knowsAuthorities: Bool) {
    knowsTime = observations.contains { ($0.time?.seconds ?? 0) > 0 }
    func field(_ kind: String, _ name: String) -> Field? {
      observations.first { $0.kind == kind }?.fields[name]
    }
    let hasEnvelope = observations.contains { $0.kind == "envelope" }
    isReplySealed = hasEnvelope && field("envelope", "opened")?.value != .bool(true)
    isRequestUnknown = field("sent", "isOpened")?.value != .bool(true)
    isRequestSealed = isRequestUnknown && field("sent", "eContent")?.value == .text("present")
    hasMessage = field("sent", "isMessage")?.value == .bool(true)
    hasIssued = observations.contains { $0.kind == "issued" }
    self.knowsAuthorities = knowsAuthorities
  }

  func result(_ result: CheckResult) -> CheckResult {
    if result.verdict == .inconclusive, !hasMessage, result.check.paths.contains(where: { $0.first == "sent" }) {
      return CheckResult(check: result.check, verdict: .notApplicable, reason: "no message of a client was recorded")
    }
    guard let missing = missing(result) else { return result }
    return CheckResult(check: result.check, verdict: .inconclusive, reason: missing)
  }

  private func missing(_ result: CheckResult) -> String? {
    let whole = result.check.paths
    let paths = whole.map { Array($0.prefix(2)) }
    let isBroken = [.fail, .warning].contains(result.verdict)
    if isReplySealed,
      paths.contains(where: { ($0.first.map(Self.ofReply.contains) ?? false) || Self.openedFields.contains($0) })
    {
      return "the reply's envelope cannot be opened; --key FILE with the client's private key would settle it"
    }
    if isRequestSealed, paths.contains(where: { Self.ofRequest.contains($0) }) {
      return "the request's envelope cannot be opened; --key FILE with the private key of the CA or RA would settle it"
    }
    if isBroken, isRequestUnknown, !hasIssued, paths.contains(where: { $0.first == "issued" }) {
      return
        "which key was to be certified stands in the request's envelope; --key FILE with the private key of the CA "
        + "or RA would settle it"
    }
    if isBroken, !knowsAuthorities, paths.contains(where: { Self.ofAuthorities.contains($0) }) {
      return "the recording shows no GetCACert of this server; one that begins earlier would settle it"
    }
    if isBroken, !knowsTime, whole.joined().contains(where: Self.ofClock.contains) {
      return "the recording says of no exchange when it was; one with startedDateTime would settle it"
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
    ["sent", "payload"], ["sent", "csrSignatureValid"], ["sent", "challengeCount"], ["sent", "signerHasRequestedKey"],
    ["sent", "signerHasRequestedName"],
  ]
  private static let ofAuthorities: Set<[String]> = [
    ["certRep", "signerTrusted"], ["certRep", "signerFound"], ["certRep", "signatureValid"], ["certRep", "signer"],
    ["issued", "verifies"], ["issued", "withinIssuer"], ["issued", "issuer"], ["nextCA", "signatureValid"],
    ["payload", "crls"],
  ]
  private static let ofClock: Set<String> = ["inValidity", "expired", "notBeforeSkew", "signingTimeSkew"]
}

extension Check {
  fileprivate var paths: [[String]] { [when, given, expect].compactMap { $0 }.flatMap(\.paths) }
}

extension Predicate {
  /// The kind and the fields of everything that it looks at.
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
  fileprivate var start: [String] { path.components }
}
