import Foundation
import ScepspecModel
import ScepspecSpecLoading
public import Testing

/// Deviations of the server that are known: they are shown as known issues. One that is gone is an issue, and so is one
/// past its day.
public struct KnownDeviationTrait: SuiteTrait, TestTrait {
  enum Source: Hashable, Sendable {
    case one(check: String, reason: String, link: String?, expires: String?)
    case file(String)
  }

  let source: Source
  let location: SourceLocation
  public var isRecursive: Bool { true }

  /// - Throws: ``SCEPTestingError`` where there is no such check or target file, or a day that is none.
  public func prepare(for test: Testing.Test) async throws { _ = try deviations() }

  func deviations() throws(SCEPTestingError) -> [KnownDeviation] {
    switch source {
    case .file(let name): return try TargetFiles.target(name).knownDeviations
    case .one(let check, let reason, let link, let expires):
      let specifications = try Catalogue.specifications()
      let all = specifications.checks + specifications.clients.flatMap(\.steps)
      guard let declared = all.first(where: { $0.id == check }) else {
        throw SCEPTestingError("there is no check '\(check)'\(Suggestion.hint(check, among: all.map(\.id)))")
      }
      if let expires, CivilDate(expires) == nil {
        throw SCEPTestingError("'\(expires)' is no day: YYYY-MM-DD was expected")
      }
      let place = Location(file: location.fileID, line: location.line, column: location.column)
      return [
        KnownDeviation(
          check: check, verdict: declared.level.whenBroken, reason: reason, link: link, expires: expires,
          location: place)
      ]
    }
  }
}

extension Trait where Self == KnownDeviationTrait {
  /// The server is known not to pass this check.
  ///
  /// - Parameters:
  ///   - check: Its id.
  ///   - reason: Why it is so, in one sentence.
  ///   - link: Where it is being dealt with.
  ///   - expires: The last day on which it counts as known, `YYYY-MM-DD`.
  ///   - sourceLocation: Where a failure is shown.
  public static func knownDeviation(
    _ check: String, because reason: String, link: String? = nil, expires: String? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) -> Self {
    Self(source: .one(check: check, reason: reason, link: link, expires: expires), location: sourceLocation)
  }

  /// The deviations that a target file lists, such as `scepspec baseline` writes.
  ///
  /// - Parameters:
  ///   - file: Its path, seen from the folder of `testFile`; or the id of a target that comes with the
  ///     library.
  ///   - testFile: The test's source.
  ///   - sourceLocation: Where a failure is shown.
  public static func knownDeviations(
    in file: String, testFile: String = #filePath, sourceLocation: SourceLocation = #_sourceLocation
  ) -> Self {
    let folder = URL(fileURLWithPath: testFile).deletingLastPathComponent()
    let isName = !file.contains("/") && !file.hasSuffix(".yaml") && !file.hasSuffix(".yml")
    return Self(
      source: .file(isName ? file : URL(fileURLWithPath: file, relativeTo: folder).path), location: sourceLocation)
  }
}
