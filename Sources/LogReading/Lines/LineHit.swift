import Patterns

/// A record of one line where it lies in memory, with the fields that its head tells apart.
struct LineHit: RecordTexts {
  let line: UnsafeBufferPointer<UInt8>
  let head: HeadMatcher.Head

  func with<R>(_ name: String, _ body: (UnsafeBufferPointer<UInt8>) -> R) -> R? {
    for group in head.groups where group.name == name {
      guard let range = head.matcher.range(of: group.number), !range.isEmpty else { return nil }
      return body(UnsafeBufferPointer(rebasing: line[range]))
    }
    return nil
  }
}
