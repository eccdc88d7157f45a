public import ScepspecModel

extension ParserCase {
  /// The case as the reports know it.
  public var check: Check {
    Check(
      id: id, title: about, level: isMalformed ? .robust : .must, requirements: [], exchange: topic,
      expect: .all([]), location: Location(file: file, line: line, column: 1))
  }

  var expectedWords: String {
    if case .list(let classes)? = expected["error"] { return "error " + classes.map(\.words).joined(separator: " or ") }
    return PlainValue.object(expected).words
  }

  /// Groups of cases, as suites for the reports.
  public static func suites(_ cases: [ParserCase]) -> [Suite] {
    var groups: [String] = []
    for one in cases where !groups.contains(one.group) { groups.append(one.group) }
    return groups.map { group in
      Suite(
        id: group, title: Self.title(group), about: "", checks: cases.filter { $0.group == group }.map(\.check),
        exchanges: [], location: Location(file: group, line: 1, column: 1))
    }
  }

  private static func title(_ group: String) -> String {
    switch group {
    case "message/valid": "Messages as they should be"
    case "message/odd": "Odd messages that are legal"
    case "message/malformed": "Octets that have to be refused"
    default: group.hasPrefix("log/") ? "Records of the log format \(group.dropFirst(4))" : group
    }
  }
}
