public import ScepspecModel

/// A finished run as `scepspec-report/1`; `docs/schema/scepspec-report.schema.json` describes it.
public enum JSONReport {
  public static func render(_ report: RunReport) -> String {
    JSON.object([
      .init(key: "format", value: .string("scepspec-report/1")),
      .init(key: "tool", value: .string(report.tool)),
      .init(key: "target", value: .string(report.target)),
      .init(key: "stopped", value: .optional(report.stopped)),
      .init(key: "summary", value: summary(report)),
      .init(key: "results", value: .array(report.results.map(result))),
      .init(key: "clients", value: .array(ClientVerdict.all(in: report.results).map(client))),
      .init(key: "readings", value: .array(report.choices.map(choice))),
      .init(key: "certificatesIssued", value: .array(report.certificatesIssued.map(certificate))),
      .init(key: "exchanges", value: .array(report.exchanges.map(exchange))),
    ]).encoded()
  }

  /// Every verdict has its count, also where it is 0.
  private static func summary(_ report: RunReport) -> JSON {
    let counts = report.summary
    return .object(Verdict.allCases.map { .init(key: $0.rawValue, value: .integer(counts[$0] ?? 0)) })
  }

  private static func result(_ result: CheckResult) -> JSON {
    [
      "id": .string(result.check.id),
      "title": .string(result.check.title),
      "level": .string(result.check.level.rawValue),
      "requirements": .strings(result.check.requirements),
      "verdict": .string(result.verdict.rawValue),
      "reason": .string(result.reason),
      "expected": .optional(result.expected),
      "actual": .optional(result.actual),
      "evidence": .array(result.evidence.map(evidence)),
      "seenIn": .strings(result.check.seenIn),
      "breaks": .strings(result.check.breaks),
      "blockedBy": .strings(result.blockedBy),
      "hint": .optional(result.check.hint),
      "attackerGains": .optional(result.check.attackerGains),
    ]
  }

  private static func evidence(_ evidence: Evidence) -> JSON {
    [
      "exchange": .string(evidence.exchange),
      "number": .optional(evidence.number),
      "field": .optional(evidence.field),
      "offset": .optional(evidence.offset),
      "bytes": .optional(evidence.bytes.map(Hex.compact)),
    ]
  }

  private static func client(_ client: ClientVerdict) -> JSON {
    [
      "family": .string(client.family),
      "verdict": .string(client.verdict.rawValue),
      "checks": .strings(client.checks),
    ]
  }

  private static func choice(_ choice: ReadingChoice) -> JSON {
    [
      "id": .string(choice.ambiguity.id),
      "question": .string(choice.ambiguity.question),
      "check": .string(choice.ambiguity.check),
      "readings": .strings(choice.readings),
    ]
  }

  private static func certificate(_ certificate: IssuedCertificate) -> JSON {
    [
      "serial": .string(certificate.serial),
      "subject": .string(certificate.subject),
      "exchange": .string(certificate.exchange),
    ]
  }

  private static func exchange(_ exchange: ExchangeRecord) -> JSON {
    var members: [JSON.Member] = [
      .init(key: "number", value: .integer(exchange.number)), .init(key: "id", value: .string(exchange.id)),
      .init(key: "summary", value: .string(exchange.summary)),
    ]
    if let conversation = exchange.conversation {
      members.append(.init(key: "conversation", value: Self.conversation(conversation)))
    }
    return .object(members)
  }

  private static func conversation(_ conversation: ExchangeRecord.Conversation) -> JSON {
    [
      "server": .string(conversation.server),
      "client": .optional(conversation.client),
      "address": .optional(conversation.address),
      "transactionID": .optional(conversation.transactionID),
    ]
  }
}
