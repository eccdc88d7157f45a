/// A piece of a log in memory: the octet before it, its own octets, and what of the next ones its last record needs.
///
/// Belongs to one thread at a time; it is handed from one to the next together with the work on it.
final class Block: @unchecked Sendable {  // handed on with its work, never used by two threads at once
  /// Octets of the log before the block's own ones.
  private(set) var start = 0
  /// How many octets are the block's own; they begin at index 1.
  private(set) var own = 0
  /// Octets in memory.
  private(set) var loaded = 1
  /// Whether the log ends with what is loaded.
  private(set) var isAtEnd = false

  private var storage = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1)

  deinit { storage.deallocate() }

  /// Where the block's own octets end.
  var ownEnd: Int { 1 + own }

  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: UnsafeBufferPointer(storage)[0..<loaded]) }

  /// Where in the log an index lies.
  func offset(of index: Int) -> Int { start + index - 1 }

  /// Begins anew: own octets up to `size` come from `read`. Before the log stands an LF, so that its start is the start
  /// of a line.
  func fill(
    start: Int, size: Int, previous: UInt8, read: (UnsafeMutableBufferPointer<UInt8>) throws -> Int
  ) rethrows {
    self.start = start
    // With room for the rest of an ordinary record.
    reserve(1 + size + 1 << 14)
    storage[0] = previous
    loaded = 1
    isAtEnd = false
    try load(upTo: 1 + size, read: read)
    own = loaded - 1
  }

  /// Reads on behind what is loaded, until so many octets are in memory or the log ends.
  func load(upTo count: Int, read: (UnsafeMutableBufferPointer<UInt8>) throws -> Int) rethrows {
    reserve(count)
    while loaded < count, !isAtEnd {
      let got = try read(UnsafeMutableBufferPointer(rebasing: storage[loaded..<count]))
      if got <= 0 { isAtEnd = true } else { loaded += min(got, count - loaded) }
    }
  }

  private func reserve(_ count: Int) {
    guard count > storage.count else { return }
    let larger = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: count)
    _ = larger.update(fromContentsOf: UnsafeMutableBufferPointer(rebasing: storage[0..<loaded]))
    storage.deallocate()
    storage = larger
  }
}
