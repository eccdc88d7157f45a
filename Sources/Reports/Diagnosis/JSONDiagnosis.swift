public import ScepspecModel

/// A diagnosis as `scepspec-diagnosis/1`; `docs/schema/scepspec-diagnosis.schema.json` describes it.
public enum JSONDiagnosis {
  /// - Parameter tool: the name and version that go into the report.
  public static func render(_ diagnosis: Diagnosis, tool: String) -> String {
    JSON.object([
      .init(key: "format", value: .string("scepspec-diagnosis/1")),
      .init(key: "tool", value: .string(tool)),
      .init(key: "conclusion", value: .string(diagnosis.conclusion.rawValue)),
      .init(key: "stoppedAt", value: stop(diagnosis)),
      .init(key: "inputs", value: .array(diagnosis.inputs.map(input))),
      .init(key: "journeys", value: .array(diagnosis.journeys.map(journey))),
      .init(key: "findings", value: .array(diagnosis.findings.map(finding))),
    ]).encoded()
  }

  private static func stop(_ diagnosis: Diagnosis) -> JSON {
    guard let stop = diagnosis.stoppedAt, diagnosis.journeys.indices.contains(stop.journey) else { return .null }
    let journey = diagnosis.journeys[stop.journey]
    let origin = journey.path.last?.origin
    return [
      "journey": .integer(stop.journey), "machine": .string(journey.machine), "step": .optional(stop.step),
      "state": .string(stop.state), "file": .optional(origin?.file), "line": .optional(origin?.line),
    ]
  }

  private static func input(_ input: LogSummary) -> JSON {
    [
      "path": .string(input.path), "format": .optional(input.format), "family": .optional(input.family),
      "records": .integer(input.records), "recognised": .integer(input.recognised),
      "unrecognised": .integer(max(0, input.records - input.recognised)),
      "decoys": .array(
        input.decoys.sorted { $0.key < $1.key }.map { ["reason": .string($0.key), "records": .integer($0.value)] }),
      "from": .optional(input.from?.description), "to": .optional(input.to?.description),
      "offset": input.offset.map { ["seconds": .integer($0.seconds), "given": .bool($0.isGiven)] } ?? .null,
      "problems": .strings(input.problems),
    ]
  }

  private static func journey(_ journey: JourneyReport) -> JSON {
    [
      "machine": .string(journey.machine), "title": .string(journey.title), "platform": .string(journey.platform),
      "key": .optional(journey.key), "keyCertain": .bool(journey.isKeyCertain), "attempt": .integer(journey.attempt),
      "earlier": .array(journey.earlier.map(earlier)),
      "conclusion": .string(journey.conclusion.rawValue), "step": .optional(journey.step),
      "state": .string(journey.state), "about": .string(journey.about), "since": .optional(journey.since?.description),
      "lastedSeconds": .optional(journey.lasted.map { $0 / 1_000_000 }), "overdue": .bool(journey.isOverdue),
      "expectedNext": .strings(journey.expectedNext.map(\.state)),
      "otherReadings": .array(journey.otherReadings.map(reading)),
      "path": .array(journey.path.map(passage)), "findings": .array(journey.findings.map(finding)),
      "remarks": .strings(journey.remarks), "parts": .array(journey.parts.map(part)),
    ]
  }

  private static func earlier(_ earlier: JourneyReport.Earlier) -> JSON {
    [
      "conclusion": .string(earlier.conclusion.rawValue), "state": .string(earlier.state),
      "until": .optional(earlier.until?.description),
    ]
  }

  private static func reading(_ reading: Machine.Reading) -> JSON {
    [
      "given": .strings(reading.given), "conclusion": .string(reading.conclusion.rawValue),
      "means": .string(reading.means),
    ]
  }

  private static func passage(_ passage: JourneyReport.Passage) -> JSON {
    [
      "from": .string(passage.from), "to": .string(passage.to), "time": .optional(passage.time?.description),
      "file": .optional(passage.origin.file), "line": .optional(passage.origin.line),
      "step": .optional(passage.step), "gap": .bool(passage.isGap), "repeats": .integer(passage.repeats),
      "machine": .optional(passage.machine),
    ]
  }

  private static func finding(_ finding: Finding) -> JSON {
    [
      "id": .string(finding.id), "level": .string(finding.level.rawValue), "message": .string(finding.message),
      "cause": .optional(finding.cause), "remedy": .optional(finding.remedy),
      "source": .string(finding.provenance.source),
      "confidence": .string(finding.provenance.confidence.rawValue), "hint": .bool(finding.isHint),
      "file": .optional(finding.origin?.file), "line": .optional(finding.origin?.line),
      "codes": .array(finding.codes.map(code)),
    ]
  }

  private static func code(_ code: DecodedCode) -> JSON {
    [
      "table": .string(code.table), "code": .string(code.code), "symbol": .optional(code.symbol),
      "text": .optional(code.text), "known": .bool(code.text != nil),
    ]
  }

  private static func part(_ part: JourneyReport.Part) -> JSON {
    [
      "certainty": .string(part.certainty.rawValue), "reason": .string(part.reason),
      "journey": journey(part.journey),
    ]
  }
}
