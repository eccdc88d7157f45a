import ScepspecPatterns

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Matches heads and remembers the last two lines that were heads: a scan asks for the same line more than once.
/// Belongs to one thread.
final class HeadMemory {
  private var slots: [Slot]
  private var next = 0

  private struct Slot {
    let heads: HeadMatcher
    var line: [UInt8] = []
    var head: HeadMatcher.Head?
  }

  init(_ format: CompiledFormat) {
    slots = (0..<2).map { _ in Slot(heads: HeadMatcher(format)) }
  }

  /// The head that matches; its groups can be asked for until the next call but one.
  func match(_ line: UnsafeBufferPointer<UInt8>) -> HeadMatcher.Head? {
    for slot in slots where slot.head != nil && slot.line.isSame(as: line) { return slot.head }
    let head = slots[next].heads.match(line)
    slots[next].head = head
    guard head != nil else { return nil }
    slots[next].line.removeAll(keepingCapacity: true)
    slots[next].line.append(contentsOf: line)
    next ^= 1
    return head
  }
}

extension [UInt8] {
  fileprivate func isSame(as line: UnsafeBufferPointer<UInt8>) -> Bool {
    guard count == line.count, let other = line.baseAddress else { return false }
    return withUnsafeBytes { bytes in bytes.baseAddress.map { memcmp($0, other, count) == 0 } ?? false }
  }
}
