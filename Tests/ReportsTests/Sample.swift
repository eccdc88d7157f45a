import ScepspecModel
import ScepspecReports

/// One run with every verdict, made by hand and never changing.
enum Sample {
  static let report = RunReport(
    tool: "scepspec 0.0.0",
    target: "http://ca.example/scep",
    results: [
      result("caps/answered", .pass, reason: "as expected"),
      result(
        "caps/media-type", .warning, level: .should, reason: "expected text/plain; seen: 'text/html'",
        expected: "http.mediaType = 'text/plain'", actual: "http.mediaType: 'text/html'",
        evidence: [Evidence(exchange: "caps", number: 1, field: "http.mediaType")]),
      result(
        "reply/nonce", .fail, reason: "expected the request's nonce; seen: absent",
        expected: "certRep.recipientNonce = request.senderNonce (16 octets, 4f a1 …)",
        actual: "certRep.recipientNonce: 4 octets, 00 00 00 00",
        evidence: [
          Evidence(
            exchange: "enrol", number: 3, field: "certRep.recipientNonce", offset: 412, bytes: [4, 4, 0, 0, 0, 0])
        ], requirements: ["REQ-1"], seenIn: ["IB-1"], breaks: ["sscep"], hint: "Copy the octets unchanged."),
      result(
        "reply/after", .blocked, reason: "needs reply/nonce, which did not pass", blockedBy: ["reply/nonce"]),
      result("reply/further", .blocked, reason: "needs reply/after", blockedBy: ["reply/after"]),
      result(
        "secrets/challenge", .fail, level: .security, reason: "expected absent; seen: \u{1B}[31mred\u{202E}",
        expected: "http.leaksChallenge = no", actual: "<b>&\u{1B}[31mred\u{7}\u{202E}\n\"quoted\"",
        evidence: [Evidence(exchange: "wrong")], attackerGains: "the challenge of the next device"),
      result("slow/answer", .inconclusive, reason: "nothing came in 10 s", breaks: ["apple"]),
      result("optional/renewal", .notApplicable, reason: "applies where caps.lines contains 'Renewal'"),
      result("known/one", .knownFailure, reason: "reported upstream; expected a; seen: b", breaks: ["cisco"]),
      result("known/two", .unexpectedPass, reason: "known to deviate, and passes now"),
    ],
    certificatesIssued: [IssuedCertificate(serial: "0a1b", subject: "CN=\u{1B}]0;x", exchange: "enrol")],
    exchanges: [
      ExchangeRecord(number: 1, id: "caps", summary: "GET GetCACaps: HTTP 200"),
      ExchangeRecord(number: 3, id: "enrol", summary: "POST PKIOperation: HTTP 200"),
    ])

  static let specifications = Specifications(
    vocabulary: Vocabulary(clients: ["sscep": "sscep and CertNanny"]),
    suites: [Suite(id: "reply", title: "The reply", about: "", checks: [], exchanges: [], location: nowhere)],
    requirements: [
      "REQ-1": Requirement(
        id: "REQ-1", document: "RFC 8894", section: "3.2.1.5", role: "server", level: "MUST",
        text: "The recipientNonce of a reply is the senderNonce of the request that it answers, octet for octet, "
          + "whatever the status.", test: "compare", location: nowhere)
    ],
    bugs: [
      "IB-1": InteropBug(
        id: "IB-1", source: "owner/repo#1", who: "one client against one server", what: "nonce left out",
        symptom: "enrolment stops", location: nowhere)
    ])

  static func context(strict: Bool = false, stale: Bool = false) -> RunContext {
    RunContext(
      specifications: specifications, isStrict: strict,
      staleDeviations: stale
        ? [
          KnownDeviation(
            check: "gone/one", verdict: .fail, reason: "x", link: nil, expires: nil,
            location: Location(file: "ca.yaml", line: 7, column: 5))
        ] : [],
      rerun: "scepspec test http://ca.example/scep")
  }

  private static let nowhere = Location(file: "sample.yaml", line: 1, column: 1)

  private static func result(
    _ id: String, _ verdict: Verdict, level: Level = .must, reason: String, expected: String? = nil,
    actual: String? = nil, evidence: [Evidence] = [], blockedBy: [String] = [], requirements: [String] = [],
    seenIn: [String] = [], breaks: [String] = [], hint: String? = nil, attackerGains: String? = nil
  ) -> CheckResult {
    let check = Check(
      id: id, title: "The claim of \(id)", level: level, requirements: requirements, seenIn: seenIn, breaks: breaks,
      exchange: "enrol", expect: .all([]), hint: hint, attackerGains: attackerGains, location: nowhere)
    return CheckResult(
      check: check, verdict: verdict, reason: reason, expected: expected, actual: actual, evidence: evidence,
      blockedBy: blockedBy)
  }
}
