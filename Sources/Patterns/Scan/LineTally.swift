/// Counts lines up to places that only move on.
struct LineTally {
  private(set) var lineFeeds = 0
  private(set) var heads = 0
  private var place: Int
  private let bytes: UnsafeBufferPointer<UInt8>
  private let end: Int
  private let first: OctetSet?

  /// Begins at `start`; `isLineStart` tells whether a line begins there.
  init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, isLineStart: Bool, to end: Int, heads first: OctetSet?) {
    self.bytes = bytes
    self.end = end
    self.first = first
    place = start
    if isLineStart { countHead(at: start) }
  }

  private mutating func countHead(at index: Int) {
    if let first, index < end, first.contains(bytes[index]) { heads &+= 1 }
  }

  /// Counts what stands before `index`, and a line that begins there.
  mutating func advance(to index: Int) {
    guard index > place else { return }
    guard let first else {
      lineFeeds &+= bytes.lineFeeds(from: place, to: index)
      place = index
      return
    }
    while place < index {
      let feed = bytes.lineEnd(from: place, to: index)
      guard feed < index else { break }
      lineFeeds &+= 1
      if feed &+ 1 < end, first.contains(bytes[feed &+ 1]) { heads &+= 1 }
      place = feed &+ 1
    }
    place = index
  }
}
