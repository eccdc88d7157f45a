public import ScepspecModel
import ScepspecTranscripts

/// What a recording says of its run: the `_scepspec` of the log.
public struct RecordingDescription: Hashable, Sendable {
  public struct LeftOut: Hashable, Sendable {
    public var exchange: String
    public var reason: String
  }

  static let format = "scepspec-recording/1"

  /// Such as `scepspec 0.1.0`.
  public var tool: String
  /// As in reports.
  public var target: String
  /// SHA-256 of the specifications, in hexadecimal digits.
  public var specifications: String
  /// `YYYY-MM-DD`: by it known deviations expire.
  public var day: String
  /// Patterns for ids of checks.
  public var only: [String]
  public var skip: [String]
  public var families: [String]
  public var isSafe: Bool
  /// What was known before anything was sent, by kind.
  public var standing: [String: [String: Field]] = [:]
  /// Exchanges that were not performed, with the reason.
  public var leftOut: [LeftOut] = []
  /// The run came to its end.
  public var isWhole = false

  public init(
    tool: String, target: String, specifications: String, day: String, only: [String] = [], skip: [String] = [],
    families: [String] = [], isSafe: Bool = false
  ) {
    self.tool = tool
    self.target = target
    self.specifications = specifications
    self.day = day
    self.only = only
    self.skip = skip
    self.families = families
    self.isSafe = isSafe
  }

  var json: JSONValue {
    .object([
      .init("format", .string(Self.format)), .init("tool", .string(tool)), .init("target", .string(target)),
      .init("specifications", .string(specifications)), .init("day", .string(day)), .init("only", .strings(only)),
      .init("skip", .strings(skip)), .init("as", .strings(families)), .init("safe", .bool(isSafe)),
      .init("standing", .object(standing.sorted { $0.key < $1.key }.map { .init($0.key, FieldCoding.json($0.value)) })),
      .init(
        "leftOut",
        .array(leftOut.map { ["exchange": .string($0.exchange), "reason": .string($0.reason)] })),
      .init("whole", .bool(isWhole)),
    ])
  }

  /// - Throws: Where this is no description, or one of another version.
  init(_ json: JSONValue, file: String) throws(HARError) {
    guard json["format"]?.text == Self.format else {
      throw HARError(file: file, path: "log._scepspec.format", "expected \"\(Self.format)\"; record the run anew")
    }
    func texts(_ key: String) -> [String] { (json[key]?.items ?? []).compactMap(\.text) }
    self.init(
      tool: json["tool"]?.text ?? "", target: json["target"]?.text ?? "",
      specifications: json["specifications"]?.text ?? "", day: json["day"]?.text ?? "", only: texts("only"),
      skip: texts("skip"), families: texts("as"), isSafe: json["safe"]?.bool ?? false)
    leftOut = (json["leftOut"]?.items ?? []).compactMap { item in
      guard let exchange = item["exchange"]?.text, let reason = item["reason"]?.text else { return nil }
      return LeftOut(exchange: exchange, reason: reason)
    }
    for member in json["standing"]?.members ?? [] { standing[member.key] = FieldCoding.fields(member.value) }
    isWhole = json["whole"]?.bool ?? false
  }
}
