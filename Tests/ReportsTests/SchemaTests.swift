import Foundation
import ScepspecModel
import ScepspecReports
import Testing

@Suite("The published schema describes the JSON report")
struct SchemaTests {
  private func object(_ data: Data) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  private func schema(_ name: String = "report") throws -> SchemaValidator {
    let file = Golden.root().appendingPathComponent("docs/schema/scepspec-\(name).schema.json")
    return SchemaValidator(schema: try object(try Data(contentsOf: file)))
  }

  @Test("The sample run is valid")
  func valid() throws {
    let report = try object(Data(JSONReport.render(Sample.report).utf8))
    #expect(try schema().problems(in: report) == [])
  }

  @Test("A run that could not begin is valid, too")
  func stopped() throws {
    var report = Sample.report
    (report.stopped, report.results) = ("nothing listens", [])
    let rendered = try object(Data(JSONReport.render(report).utf8))
    #expect(try schema().problems(in: rendered) == [])
  }

  @Test("What changed between two runs is valid")
  func difference() throws {
    var later = Sample.report
    later.results.removeFirst()
    later.results[0].verdict = .fail
    let difference = ReportDifference(from: SavedReport(Sample.report), to: SavedReport(later))
    #expect(try schema("diff").problems(in: try object(Data(JSONDifference.render(difference).utf8))) == [])
  }

  @Test("A key too many, a key too few and a wrong type are noticed")
  func invalid() throws {
    var report = try object(Data(JSONReport.render(Sample.report).utf8))
    report["clock"] = "now"
    report["tool"] = 3
    report["summary"] = nil
    #expect(
      try schema().problems(in: report).sorted() == [
        "$.clock: not in the schema", "$.summary: missing", "$.tool: not of type [\"string\"]",
      ])
  }
}

/// As much of JSON Schema as the report's schema uses.
struct SchemaValidator {
  let schema: [String: Any]

  func problems(in value: Any) -> [String] { problems(value, schema, at: "$") }

  private func problems(_ value: Any, _ schema: [String: Any], at path: String) -> [String] {
    var problems: [String] = []
    if let name = (schema["$ref"] as? String)?.split(separator: "/").last,
      let definition = (self.schema["$defs"] as? [String: Any])?[String(name)] as? [String: Any]
    {
      problems += self.problems(value, definition, at: path)
    }
    let types = (schema["type"] as? [String]) ?? (schema["type"] as? String).map { [$0] } ?? []
    if !types.isEmpty, !types.contains(where: { isType($0, value) }) {
      problems.append("\(path): not of type \(types)")
    }
    if let constant = schema["const"] as? String, value as? String != constant {
      problems.append("\(path): not '\(constant)'")
    }
    if let allowed = schema["enum"] as? [String], !allowed.contains(value as? String ?? "") {
      problems.append("\(path): not one of \(allowed)")
    }
    if let object = value as? [String: Any] { problems += members(object, schema, at: path) }
    if let items = value as? [Any], let item = schema["items"] as? [String: Any] {
      for (index, element) in items.enumerated() { problems += self.problems(element, item, at: "\(path)[\(index)]") }
    }
    return problems
  }

  private func members(_ object: [String: Any], _ schema: [String: Any], at path: String) -> [String] {
    let properties = schema["properties"] as? [String: Any] ?? [:]
    var problems = (schema["required"] as? [String] ?? []).filter { object[$0] == nil }.map { "\(path).\($0): missing" }
    for (key, value) in object {
      if let property = properties[key] as? [String: Any] {
        problems += self.problems(value, property, at: "\(path).\(key)")
      } else if schema["additionalProperties"] as? Bool == false {
        problems.append("\(path).\(key): not in the schema")
      }
    }
    return problems
  }

  private func isType(_ type: String, _ value: Any) -> Bool {
    switch type {
    case "object": value is [String: Any]
    case "array": value is [Any]
    case "string": value is String
    case "integer": value is Int
    case "boolean": value is Bool
    case "null": value is NSNull
    default: false
    }
  }
}
