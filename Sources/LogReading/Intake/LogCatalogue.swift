public import ScepspecModel

/// What is known about logs, compiled: formats, and the events of each family.
public struct LogCatalogue: Sendable {
  public let formats: [CompiledFormat]
  let families: [String: FamilyEvents]

  /// Throws the first pattern that cannot be compiled.
  public init(_ specifications: Specifications) throws(CompilationProblem) {
    var formats: [CompiledFormat] = []
    var families: [String: FamilyEvents] = [:]
    for format in specifications.formats {
      formats.append(try CompiledFormat(format))
      guard families[format.family] == nil else { continue }
      families[format.family] = try FamilyEvents(family: format.family, specifications)
    }
    self.formats = formats
    self.families = families
  }

  public func format(_ id: String) -> CompiledFormat? { formats.first { $0.format.id == id } }

  /// The literals that a large log of a format is searched for: every record that means something holds one of them.
  /// `nil` where the format is not known, or each of its records is looked at closely.
  public func literals(ofFormat id: String) -> [[UInt8]]? {
    format(id).flatMap { families[$0.format.family]?.prefilter?.literals.literals }
  }
}
