import ScepspecPatterns

/// A record of one line where it lies in memory, with the fields that its head tells apart.
struct LineHit: RecordTexts {
  let line: UnsafeBufferPointer<UInt8>
  let head: HeadMatcher.Head

  func with<R>(_ name: String, _ body: (UnsafeBufferPointer<UInt8>) -> R) -> R? {
    head.range(of: name, in: line).map { body(UnsafeBufferPointer(rebasing: line[$0])) }
  }
}
