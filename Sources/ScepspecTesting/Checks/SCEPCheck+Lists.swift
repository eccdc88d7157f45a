import ScepspecModel
import ScepspecRunning
import ScepspecSpecLoading

extension SCEPCheck {
  /// Every check of a server.
  ///
  /// - Throws: ``SCEPTestingError`` where the specifications that come with the library cannot be read.
  public static var all: [SCEPCheck] {
    get throws { try Catalogue.specifications().checks.map(SCEPCheck.init) }
  }

  /// The checks whose id fits one of the patterns: `*` stands for any characters, `?` for one; `certrep` means
  /// `certrep/*`.
  ///
  /// - Throws: ``SCEPTestingError`` for a pattern that fits no check: a test without arguments would never run.
  public static func matching(_ patterns: String...) throws -> [SCEPCheck] {
    let all = try all
    for pattern in patterns { try require(pattern, among: all.map(\.id)) }
    let globs = patterns.map { Glob($0) }
    return all.filter { check in globs.contains { $0.fits(check.id) } }
  }

  /// What a family of clients does, step by step, such as `apple` or `cisco-ios`; the server under test has to name the
  /// family too (``SCEPServer/clients``).
  ///
  /// - Throws: ``SCEPTestingError`` where there is no such family.
  public static func steps(of family: String) throws -> [SCEPCheck] {
    let families = try Catalogue.specifications().clients
    guard let found = families.first(where: { $0.id == family }) else {
      let hint = Suggestion.hint(family, among: families.map(\.id))
      throw SCEPTestingError("no family of clients is called '\(family)'\(hint)")
    }
    return found.steps.map(SCEPCheck.init)
  }

  static func require(_ pattern: String, among ids: [String]) throws(SCEPTestingError) {
    guard ids.contains(where: Glob(pattern).fits) else {
      throw SCEPTestingError("no check fits '\(pattern)'\(Suggestion.hint(pattern, among: ids))")
    }
  }
}
