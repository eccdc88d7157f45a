/// A regular expression of a specification, in the syntax of PCRE2, with named groups `(?<name>…)`.
///
/// Characters are those of UTF-8; octets of a subject that are not valid UTF-8 match nothing but do not stop a match
/// beside them. `.` does not match LF, `^` and `$` are the very ends of the subject (no `(?m)` unless written), and
/// `\d`, `\w`, `\s` are of ASCII. Names are unique. A `Matcher` runs it, within limits of time and memory.
public struct Pattern: Sendable {
  /// The expression as it was given.
  public let source: String
  /// Whether case was ignored by request; `(?i)` inside the source does not show here.
  public let isCaseless: Bool
  /// The names of the groups, in the order in which the groups stand.
  public let groupNames: [String]
  /// How many groups capture, named or not.
  public let groupCount: Int
  /// The octets that a match can begin with, 256 long; `nil` where that is not known, as for a match of nothing.
  public var firstOctets: [Bool]? {
    code.firstOctets(caseless: isCaseless || source.utf8.containsOptionSetting)
  }
  /// Octets that every subject matched holds, on one line; `nil` where none are sure. See `RequiredLiteral`.
  public var requiredLiteral: [UInt8]? { isCaseless ? nil : RequiredLiteral.octets(of: source) }
  /// Whether any text matches just as the same text with other digits does, with every group at the same place; `false`
  /// where that is not known.
  public var takesDigitsAlike: Bool { DigitBlindness.holds(for: source) }
  /// Whether any text that matches still does with anything behind it; `false` where that is not known.
  public var takesAnyEnd: Bool { EndBlindness.holds(for: source) }

  let code: CompiledCode
  /// Whether a match can begin nowhere but at the start of the subject.
  let isAnchored: Bool
  /// Whether a match can begin only at the start of the subject or after LF.
  let beginsLines: Bool
  private let numbers: [String: Int]

  /// Octets of UTF-8 that an expression may have.
  public static let maximumLength = 1 << 14
  /// How deep groups may stand in groups.
  public static let maximumNesting: UInt32 = 100

  /// Throws what PCRE2 says about an expression that it cannot compile, and refuses names used for two groups.
  public init(_ source: String, caseless: Bool = false) throws(PatternError) {
    try self.init(source, caseless: caseless, jit: true)
  }

  init(_ source: String, caseless: Bool, jit: Bool) throws(PatternError) {
    let code = try CompiledCode(source, caseless: caseless, jit: jit)
    let groups = code.namedGroups
    var numbers: [String: Int] = [:]
    for group in groups where numbers.updateValue(group.number, forKey: group.name) != nil {
      throw PatternError("two groups are called '\(group.name)'", in: source, at: source.offset(of: group.name))
    }
    self.source = source
    self.code = code
    self.numbers = numbers
    isCaseless = caseless
    groupNames = groups.map(\.name)
    groupCount = code.captureCount
    isAnchored = code.isAnchored
    beginsLines = code.beginsLines
  }

  /// The number of a group by its name, from 1; 0 is the whole match.
  public func group(_ name: String) -> Int? { numbers[name] }
}
