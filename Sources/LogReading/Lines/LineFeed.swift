import ScepspecLogInputs

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The lines of a source, without their ends, each with its number from 1.
struct LineFeed {
  private(set) var cut = 0
  private var carried: [UInt8] = []
  private var number = 0

  /// Calls `body` for each line until it returns false. A line longer than `RecordLimits.bytes` is cut.
  mutating func read(_ source: any ByteSource, _ body: (UnsafeBufferPointer<UInt8>, Int) -> Bool) {
    var source = source
    while let block = source.next() {
      guard block.withUnsafeBufferPointer({ split($0, body) }) else { return }
    }
    if !carried.isEmpty { _ = endCarried(body) }
  }

  private mutating func split(_ block: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>, Int) -> Bool)
    -> Bool
  {
    guard let base = block.baseAddress else { return true }
    var start = 0
    while start < block.count, let found = memchr(base + start, 0x0A, block.count - start) {
      let end = base.distance(to: found.assumingMemoryBound(to: UInt8.self))
      let line = UnsafeBufferPointer(start: base + start, count: end - start)
      start = end + 1
      if carried.isEmpty {
        guard hand(line, body) else { return false }
      } else {
        carry(line)
        guard endCarried(body) else { return false }
      }
    }
    carry(UnsafeBufferPointer(start: base + start, count: block.count - start))
    return true
  }

  private mutating func carry(_ piece: UnsafeBufferPointer<UInt8>) {
    // One byte too many shows that the line is too long.
    carried.append(contentsOf: piece.prefix(max(0, RecordLimits.bytes + 1 - carried.count)))
  }

  private mutating func endCarried(_ body: (UnsafeBufferPointer<UInt8>, Int) -> Bool) -> Bool {
    let line = carried
    carried.removeAll(keepingCapacity: true)
    return line.withUnsafeBufferPointer { hand($0, body) }
  }

  private mutating func hand(_ line: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>, Int) -> Bool)
    -> Bool
  {
    number += 1
    var length = line.count
    if length > RecordLimits.bytes {
      cut += 1
      length = RecordLimits.bytes
    } else if length > 0, line[length - 1] == 0x0D {
      length -= 1
    }
    return body(UnsafeBufferPointer(rebasing: line[..<length]), number)
  }
}
