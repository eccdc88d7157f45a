import ScepspecModel
import ScepspecPatterns

/// One way to recognise one event, compiled.
final class Way: Sendable {
  /// The event's place among those of the family.
  let event: Int
  let conditions: [(field: String, test: Test)]
  let field: String
  let pattern: Pattern?
  let groups: [(name: String, number: Int)]
  let contains: [UInt8]?
  let from: [(name: String, fields: [String])]
  /// Every record that is recognised this way holds one of these; `nil` where nothing is sure.
  var literals: [[UInt8]]? { Way.literals(contains: contains, pattern: pattern, conditions) }

  enum Test: Sendable {
    case oneOf([[UInt8]])
    case matches(Pattern)
    case absent
  }

  init(_ match: EventType.Match, event: Int) throws(CompilationProblem) {
    func compiled(_ source: String) throws(CompilationProblem) -> Pattern {
      do { return try Pattern(source) } catch { throw CompilationProblem(error, at: match.location) }
    }
    var conditions: [(field: String, test: Test)] = []
    for (field, condition) in match.conditions.sorted(by: { $0.key < $1.key }) {
      switch condition {
      case .oneOf(let texts): conditions.append((field, .oneOf(texts.map { Array($0.utf8) })))
      case .matches(let source): conditions.append((field, .matches(try compiled(source))))
      case .absent: conditions.append((field, .absent))
      }
    }
    var pattern: Pattern?
    if let source = match.pattern { pattern = try compiled(source) }
    let contains = match.contains.map { Array($0.utf8) }
    self.event = event
    self.conditions = conditions
    self.pattern = pattern
    self.contains = contains
    field = match.field
    groups = (pattern?.groupNames ?? []).compactMap { name in pattern?.group(name).map { (name, $0) } }
    from = match.from.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// The record fields that it looks at.
  var askedFields: [String] { [field] + conditions.map(\.field) + from.flatMap(\.fields) }

  /// Some field has to have one of certain values, letter for letter.
  var asksForValues: Bool {
    conditions.contains { if case .oneOf = $0.test { true } else { false } }
  }

  /// The longest that all have to hold: a field's text is part of the record's.
  private static func literals(contains: [UInt8]?, pattern: Pattern?, _ conditions: [(field: String, test: Test)])
    -> [[UInt8]]?
  {
    var choices: [[[UInt8]]] = []
    if let contains { choices.append([contains]) }
    if let pattern { choices += Self.literals(of: pattern) }
    for (_, test) in conditions {
      switch test {
      case .oneOf(let texts): choices.append(texts)
      case .matches(let pattern): choices += Self.literals(of: pattern)
      case .absent: break
      }
    }
    return choices.filter { $0.allSatisfy(isSearchable) && !$0.isEmpty }
      .max { ($0.map(\.count).min() ?? 0) < ($1.map(\.count).min() ?? 0) }
  }

  private static func literals(of pattern: Pattern) -> [[[UInt8]]] {
    [pattern.requiredLiteral.map { [$0] }, AlternativeLiterals.octets(of: pattern.source)].compactMap { $0 }
  }

  /// A literal over several lines may be written with other line ends in the log.
  private static func isSearchable(_ literal: [UInt8]) -> Bool {
    !literal.isEmpty && !literal.contains(0x0A) && !literal.contains(0x0D)
  }
}
