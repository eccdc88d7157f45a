public import ScepspecModel

/// Something that keeps a specification from being used, with the place it stands at.
public struct SpecProblem: Hashable, Sendable {
  public var code: Code
  public var location: Location
  /// One sentence: what is wrong, what was expected, and what may have been meant.
  public var message: String

  public init(_ code: Code, at location: Location, _ message: String) {
    self.code = code
    self.location = location
    self.message = message
  }

  /// What kind of problem it is; the words are stable.
  public enum Code: String, CaseIterable, Hashable, Sendable {
    // Reading a file.
    case unreadable
    case tooLarge = "too-large"
    case invalidUTF8 = "invalid-utf8"
    case empty
    case syntax
    case anchor
    case tag
    case tooDeep = "too-deep"
    case tooManyNodes = "too-many-nodes"
    case duplicateKey = "duplicate-key"
    // The shape of a file.
    case missingFormat = "missing-format"
    case unknownFormat = "unknown-format"
    case unknownVersion = "unknown-version"
    case unknownKey = "unknown-key"
    case missingKey = "missing-key"
    case conflictingKeys = "conflicting-keys"
    case wrongType = "wrong-type"
    case wrongValue = "wrong-value"
    case missingTest = "missing-test"
    // Ids and what they lead to.
    case duplicateID = "duplicate-id"
    case unknownReference = "unknown-reference"
    case retired
    case cycle
    // The vocabulary.
    case noVocabulary = "no-vocabulary"
    case unknownKind = "unknown-kind"
    case unknownField = "unknown-field"
    case unknownAspect = "unknown-aspect"
    case wrongAspect = "wrong-aspect"
    case wrongPath = "wrong-path"
    case wrongTest = "wrong-test"
    case wrongOperand = "wrong-operand"
    case unknownParameter = "unknown-parameter"
    case unknownMutation = "unknown-mutation"
    case unknownPart = "unknown-part"
    // What a check owes its reader.
    case missingCitation = "missing-citation"
    case missingAttacker = "missing-attacker"
    // Logs and machines.
    case wrongPattern = "wrong-pattern"
    case unusedField = "unused-field"
    case unreachableState = "unreachable-state"
    case deadEnd = "dead-end"
    case ambiguousTransition = "ambiguous-transition"
    case unusedEvent = "unused-event"
    case missingUnit = "missing-unit"
  }
}

extension SpecProblem: CustomStringConvertible {
  /// `FILE:LINE:COLUMN: error: MESSAGE [code]`
  public var description: String { "\(location): error: \(message) [\(code.rawValue)]" }
}

extension SpecProblem: Comparable {
  /// By file, line and column, so that the same input always gives the same list.
  public static func < (left: Self, right: Self) -> Bool {
    let (a, b) = (left.location, right.location)
    return (a.file, a.line, a.column, left.code.rawValue, left.message)
      < (b.file, b.line, b.column, right.code.rawValue, right.message)
  }
}
