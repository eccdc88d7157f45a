public import Testing

/// A warning fails the test: a broken SHOULD, MAY or INTEROP claim.
public struct StrictTrait: SuiteTrait, TestTrait {
  public var isRecursive: Bool { true }
}

extension Trait where Self == StrictTrait {
  /// A warning fails the test: a broken SHOULD, MAY or INTEROP claim.
  public static var strict: Self { Self() }
}
