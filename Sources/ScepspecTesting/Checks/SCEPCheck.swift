import ScepspecModel
public import Testing

/// One testable claim about a SCEP server, as an argument of a test.
///
/// ```swift
/// @Test("The server conforms", arguments: try SCEPCheck.all)
/// func conforms(_ check: SCEPCheck) async throws {
///   try await expectConformance(to: check)
/// }
/// ```
public struct SCEPCheck: Hashable, Identifiable, Sendable {
  /// Path-like and stable, `suite/name`.
  public let id: String
  /// The claim in one sentence.
  public let title: String
  public let level: Level
  /// Ids of the rows of the requirements catalogue that the check stands on.
  public let requirements: [String]
  /// Client families that fail with a server that gets this wrong.
  public let breaks: [String]

  /// How binding a claim is, and for whom.
  public enum Level: String, CaseIterable, Hashable, Sendable {
    /// RFC 8894 demands it.
    case must = "MUST"
    /// RFC 8894 advises it; a deviation is a warning.
    case should = "SHOULD"
    /// RFC 8894 permits it; a deviation is a warning.
    case may = "MAY"
    /// A named client family breaks without it; a deviation is a warning.
    case interop = "INTEROP"
    /// Somebody could get what is not theirs.
    case security = "SECURITY"
    /// The server has to survive it.
    case robust = "ROBUST"
    /// Nothing binds; a deviation is a warning.
    case info = "INFO"
  }

  init(_ check: Check) {
    id = check.id
    title = check.title
    level = Level(rawValue: check.level.rawValue) ?? .info
    requirements = check.requirements
    breaks = check.breaks
  }
}

extension SCEPCheck: CustomTestStringConvertible, CustomTestArgumentEncodable {
  /// The id, which a filter can name.
  public var testDescription: String { id }

  /// The id, so that a run can repeat single checks.
  public func encodeTestArgument(to encoder: some Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(id)
  }
}
