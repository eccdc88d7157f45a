public import ScepspecModel

/// A diagnosis as JUnit XML, one `testcase` a journey: a failed or waiting delivery is a `failure`, what the logs do not
/// decide is an `error`.
public enum JUnitDiagnosis {
  public static func render(_ diagnosis: Diagnosis) -> String {
    let colours = diagnosis.journeys.map(\.conclusion.colour)
    let failures = colours.count { $0 == "failure" }
    let undecided = diagnosis.journeys.isEmpty
    let errors = colours.count { $0 == "error" } + (undecided ? 1 : 0)
    let counts =
      " tests=\"\(diagnosis.journeys.count + (undecided ? 1 : 0))\" failures=\"\(failures)\" errors=\"\(errors)\" skipped=\"0\""
    var xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    xml += "<testsuites name=\"diagnosis\"\(counts)>\n  <testsuite name=\"deliveries\"\(counts)>\n"
    for journey in diagnosis.journeys { xml += testcase(journey) }
    if undecided {
      let message = Escaping.xml("\(diagnosis.conclusion.rawValue): \(diagnosis.conclusion.words)")
      xml += "    <testcase classname=\"scepspec.diagnosis\" name=\"delivery\">\n"
      xml += "      <error message=\"\(message)\" type=\"\(diagnosis.conclusion.rawValue)\"/>\n    </testcase>\n"
    }
    return xml + "  </testsuite>\n</testsuites>\n"
  }

  private static func testcase(_ journey: JourneyReport) -> String {
    let name = Escaping.xml(journey.key.map { "\(journey.title) \($0)" } ?? journey.title)
    let head = "    <testcase classname=\"scepspec.\(Escaping.xml(journey.machine))\" name=\"\(name)\""
    guard let element = journey.conclusion.colour else { return head + "/>\n" }
    let message = Escaping.xml("\(journey.conclusion.rawValue) at \(journey.state): \(journey.about)")
    var lines = ["stands at \(journey.state): \(journey.about)"]
    lines += journey.expectedNext.map { "expected next: \($0.state): \($0.about)" }
    for finding in journey.findings {
      lines.append("\(finding.level.rawValue): \(finding.message) [\(finding.id)]")
      lines += finding.codes.map { "code: \($0.words)" }
      if let cause = finding.cause { lines.append("cause: \(cause)") }
      if let remedy = finding.remedy { lines.append("remedy: \(remedy)") }
      if let origin = finding.origin { lines.append("look at: \(origin.words)") }
    }
    let text = Escaping.xml(lines.map { Escaping.visible($0) }.joined(separator: "\n"), isElement: true)
    return
      "\(head)>\n      <\(element) message=\"\(message)\" type=\"\(journey.conclusion.rawValue)\">\(text)</\(element)>\n"
      + "    </testcase>\n"
  }
}

extension Conclusion {
  /// JUnit's element for it; `nil` passes.
  fileprivate var colour: String? {
    switch self {
    case .success, .stepProven: nil
    case .failure, .waitingForUser: "failure"
    case .inProgress, .insufficient, .unrelated: "error"
    }
  }
}
