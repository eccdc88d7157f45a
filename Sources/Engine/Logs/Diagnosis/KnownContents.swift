import Model

/// What was found out about contents that were seen lately: logs repeat themselves.
///
/// There are four places for each content; a new one takes that of the oldest there. Where contents come again there are
/// more places, up to a bound.
struct KnownContents: Sendable {
  /// In rows of four, the newest first.
  private var entries = [Entry?](repeating: nil, count: 64)
  /// Of the contents, so that those of others need not be looked at; 0 for none.
  private var addresses = [UInt](repeating: 0, count: 64)
  /// How often contents were found since there are so many places.
  private var hits = 0

  private static let most = 1 << 14

  final class Entry: Sendable {
    let content: Observation.Content
    let level: Value?
    let isDecoy: Bool
    /// What machines make of it, by the position of their runs.
    let parts: [(run: Int, content: ReadyContent)]

    init(content: Observation.Content, level: Value?, isDecoy: Bool, parts: [(run: Int, content: ReadyContent)]) {
      self.content = content
      self.level = level
      self.isDecoy = isDecoy
      self.parts = parts
    }
  }

  mutating func find(_ content: Observation.Content) -> Entry? {
    let address = Self.address(of: content)
    let row = row(address)
    for place in row..<row + 4 where addresses[place] == address {
      hits += 1
      return entries[place]
    }
    return nil
  }

  mutating func insert(_ entry: Entry) {
    let address = Self.address(of: entry.content)
    if addresses[row(address) + 3] != 0, hits > entries.count / 4, entries.count < Self.most { grow() }
    put(entry, address)
  }

  private mutating func put(_ entry: Entry, _ address: UInt) {
    let row = row(address)
    for place in stride(from: row + 3, to: row, by: -1) {
      addresses.swapAt(place, place - 1)
      entries.swapAt(place, place - 1)
    }
    addresses[row] = address
    entries[row] = entry
  }

  private mutating func grow() {
    let old = entries
    hits = 0
    entries = [Entry?](repeating: nil, count: old.count * 4)
    addresses = [UInt](repeating: 0, count: entries.count)
    // Backwards, so that the newest come last and stand first.
    for case let entry? in old.reversed() { put(entry, Self.address(of: entry.content)) }
  }

  private static func address(of content: Observation.Content) -> UInt {
    UInt(bitPattern: Unmanaged.passUnretained(content).toOpaque())
  }

  private func row(_ address: UInt) -> Int {
    Int(truncatingIfNeeded: (UInt64(address >> 4) &* 0x9E37_79B9_7F4A_7C15) >> 40) & (entries.count - 4)
  }
}
