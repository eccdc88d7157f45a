/// What sarif-schema-2.1.0.json (OASIS, errata 01) says of the objects that we write: every property that an object may
/// have among those we use, the required ones, and the words of closed sets. All its objects forbid other properties.
enum SARIFShape {
  private struct Object {
    var required: [String] = []
    /// Properties whose values are described here themselves; `[]` behind the name for arrays of them.
    var objects: [String: String] = [:]
    var plain: [String] = []
    var words: [String: Set<String>] = [:]
  }

  private static let levels: Set<String> = ["none", "note", "warning", "error"]

  private static let objects: [String: Object] = [
    "log": Object(
      required: ["version", "runs"], objects: ["runs": "run[]"], plain: ["$schema"], words: ["version": ["2.1.0"]]),
    "run": Object(
      required: ["tool"],
      objects: ["tool": "tool", "invocations": "invocation[]", "results": "result[]"],
      plain: ["originalUriBaseIds", "properties"],
      words: ["columnKind": ["utf16CodeUnits", "unicodeCodePoints"]]),
    "tool": Object(required: ["driver"], objects: ["driver": "component"]),
    "component": Object(required: ["name"], objects: ["rules": "rule[]"], plain: ["version", "informationUri"]),
    "rule": Object(
      required: ["id"],
      objects: [
        "shortDescription": "multiformat", "fullDescription": "multiformat", "help": "multiformat",
        "defaultConfiguration": "configuration",
      ], plain: ["helpUri", "properties"]),
    "multiformat": Object(required: ["text"], plain: ["markdown"]),
    "configuration": Object(words: ["level": levels]),
    "message": Object(plain: ["text"]),
    "invocation": Object(
      required: ["executionSuccessful"], objects: ["toolExecutionNotifications": "notification[]"],
      plain: ["exitCode", "exitCodeDescription"]),
    "notification": Object(required: ["message"], objects: ["message": "message"], words: ["level": levels]),
    "result": Object(
      required: ["message"],
      objects: ["message": "message", "locations": "location[]", "suppressions": "suppression[]"],
      plain: ["ruleId", "ruleIndex", "partialFingerprints", "properties"],
      words: ["level": levels, "kind": ["notApplicable", "pass", "fail", "review", "open", "informational"]]),
    "suppression": Object(
      required: ["kind"], plain: ["justification"],
      words: ["kind": ["inSource", "external"], "status": ["accepted", "underReview", "rejected"]]),
    "location": Object(objects: ["physicalLocation": "physical"]),
    "physical": Object(objects: ["artifactLocation": "artifact", "region": "region"]),
    "artifact": Object(plain: ["uri", "uriBaseId"]),
    "region": Object(plain: ["startLine", "startColumn"]),
  ]

  static func problems(in log: Any) -> [String] { problems(log, "log", at: "$") }

  private static func problems(_ value: Any, _ name: String, at path: String) -> [String] {
    guard let shape = objects[name], let object = value as? [String: Any] else { return ["\(path): no object"] }
    var problems = shape.required.filter { object[$0] == nil }.map { "\(path).\($0): missing" }
    for (key, value) in object {
      let place = "\(path).\(key)"
      if let words = shape.words[key] {
        if !words.contains(value as? String ?? "") { problems.append("\(place): not one of \(words.sorted())") }
      } else if let type = shape.objects[key] {
        problems +=
          type.hasSuffix("[]")
          ? items(value, String(type.dropLast(2)), at: place) : self.problems(value, type, at: place)
      } else if !(shape.plain + shape.required).contains(key) {
        problems.append("\(place): unknown")
      }
    }
    // Section 3.27.9: what is no failure has no level.
    if name == "result", object["kind"] as? String != "fail", object["level"] as? String != "none" {
      problems.append("\(path).level: not none")
    }
    return problems
  }

  private static func items(_ value: Any, _ name: String, at path: String) -> [String] {
    guard let items = value as? [Any] else { return ["\(path): no array"] }
    return items.enumerated().flatMap { problems($0.element, name, at: "\(path)[\($0.offset)]") }
  }
}
