/// What was inflated last: 32 KiB to copy from, and the part not handed out yet.
struct InflateWindow {
  private static let history = 32_768
  private static let longestCopy = 258

  private var bytes: [UInt8]
  private var end = 0
  /// Where what has not been handed out begins.
  private var start = 0

  init(block: Int) { bytes = [UInt8](repeating: 0, count: Self.history + block + Self.longestCopy) }

  /// Whether the longest copy still fits.
  var hasRoom: Bool { end + Self.longestCopy <= bytes.count }

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    bytes[end] = byte
    end += 1
  }

  /// Copies from `distance` back; the copy may overlap what it writes. `false` where there is nothing that far back.
  @inline(__always)
  mutating func copy(_ length: Int, from distance: Int) -> Bool {
    guard distance <= end, distance > 0, length <= bytes.count - end else { return false }
    let end = end
    bytes.withUnsafeMutableBytes { all in
      var done = 0
      while done < length {
        // What was copied repeats, so each round can take twice as much.
        let count = min(length - done, distance + done)
        UnsafeMutableRawBufferPointer(rebasing: all[end + done..<end + done + count]).copyMemory(
          from: UnsafeRawBufferPointer(rebasing: all[end - distance..<end - distance + count]))
        done += count
      }
    }
    self.end += length
    return true
  }

  /// Forgets what came before: a new member copies from nothing of the last.
  mutating func clear() { (start, end) = (0, 0) }

  /// What was not handed out yet, and room for more.
  mutating func flush() -> [UInt8] {
    let result = Array(bytes[start..<end])
    let kept = min(end, Self.history)
    if end > Self.history {
      bytes.withUnsafeMutableBytes { all in
        all.copyMemory(from: UnsafeRawBufferPointer(rebasing: all[end - kept..<end]))
      }
    }
    (start, end) = (kept, kept)
    return result
  }
}
