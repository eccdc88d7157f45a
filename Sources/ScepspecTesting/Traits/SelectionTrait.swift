import ScepspecRunning
public import Testing

/// Chooses checks by their ids or levels. On the suite that has the server it also decides what is sent; on a test or
/// a suite within it only what is tested. Several of them hold together.
public struct SelectionTrait: SuiteTrait, TestTrait {
  enum Rule: Hashable, Sendable {
    case only([String])
    case skip([String])
    case levels(Set<SCEPCheck.Level>)
  }

  let rule: Rule
  public var isRecursive: Bool { true }

  /// - Throws: ``SCEPTestingError`` for a pattern that fits no check.
  public func prepare(for test: Test) async throws {
    switch rule {
    case .only(let patterns), .skip(let patterns):
      let ids = try Catalogue.ids()
      for pattern in patterns { try SCEPCheck.require(pattern, among: ids) }
    case .levels: break
    }
  }

  func accepts(_ id: String, _ level: SCEPCheck.Level) -> Bool {
    switch rule {
    case .only(let patterns): patterns.contains { Glob($0).fits(id) }
    case .skip(let patterns): !patterns.contains { Glob($0).fits(id) }
    case .levels(let levels): levels.contains(level)
    }
  }
}

extension Trait where Self == SelectionTrait {
  /// Only checks that fit one of the patterns: `*` stands for any characters, `?` for one; `certrep` means `certrep/*`.
  public static func only(_ patterns: String...) -> Self { Self(rule: .only(patterns)) }

  /// No checks that fit one of the patterns.
  public static func skip(_ patterns: String...) -> Self { Self(rule: .skip(patterns)) }

  /// Only checks of these levels.
  public static func levels(_ levels: SCEPCheck.Level...) -> Self { Self(rule: .levels(Set(levels))) }
}
