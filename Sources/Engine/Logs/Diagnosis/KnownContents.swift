import ScepspecModel

/// What was found out about contents that were seen lately: logs repeat themselves.
///
/// There are four places for each content; a new one takes that of the oldest there. Where contents come again there are
/// more places, up to a bound.
struct KnownContents: Sendable {
  /// In rows of four, the newest first.
  private var entries = [Entry?](repeating: nil, count: 64)
  /// Of the contents, so that those of others need not be looked at; 0 for none.
  private var addresses = [UInt](repeating: 0, count: 64)
  /// Of the first four parts of each, the lane that its key leads to; negative where that is not known.
  private var lanes = [SIMD4<Int32>](repeating: unknown, count: 64)
  /// How often contents were found since there are so many places.
  private var hits = 0

  private static let most = 1 << 14
  private static let unknown = SIMD4<Int32>(repeating: -1)

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

  /// The place of a content, good until the next one is inserted.
  mutating func find(_ content: Observation.Content) -> Int? {
    let address = Self.address(of: content)
    let row = row(address)
    for place in row..<row + 4 where addresses[place] == address {
      hits += 1
      return place
    }
    return nil
  }

  subscript(place: Int) -> Entry? { entries[place] }

  /// The lane of a part; `nil` where it is not known.
  func lane(_ place: Int, part: Int) -> Int? {
    guard part < 4, lanes[place][part] >= 0 else { return nil }
    return Int(lanes[place][part])
  }

  mutating func note(_ lane: Int, _ place: Int, part: Int) {
    if part < 4 { lanes[place][part] = Int32(clamping: lane) }
  }

  /// For when lanes have got other numbers.
  mutating func forgetLanes() {
    for place in lanes.indices { lanes[place] = Self.unknown }
  }

  /// - Returns: Its place.
  mutating func insert(_ entry: Entry) -> Int {
    let address = Self.address(of: entry.content)
    if addresses[row(address) + 3] != 0, hits > entries.count / 4, entries.count < Self.most { grow() }
    put(entry, address, Self.unknown)
    return row(address)
  }

  private mutating func put(_ entry: Entry, _ address: UInt, _ lanes: SIMD4<Int32>) {
    let row = row(address)
    for place in stride(from: row + 3, to: row, by: -1) {
      addresses.swapAt(place, place - 1)
      entries.swapAt(place, place - 1)
      self.lanes.swapAt(place, place - 1)
    }
    addresses[row] = address
    entries[row] = entry
    self.lanes[row] = lanes
  }

  private mutating func grow() {
    let (old, oldLanes) = (entries, lanes)
    hits = 0
    entries = [Entry?](repeating: nil, count: old.count * 4)
    addresses = [UInt](repeating: 0, count: entries.count)
    lanes = [SIMD4<Int32>](repeating: Self.unknown, count: entries.count)
    // Backwards, so that the newest come last and stand first.
    for (entry, lanes) in zip(old, oldLanes).reversed() {
      if let entry { put(entry, Self.address(of: entry.content), lanes) }
    }
  }

  private static func address(of content: Observation.Content) -> UInt {
    UInt(bitPattern: Unmanaged.passUnretained(content).toOpaque())
  }

  private func row(_ address: UInt) -> Int {
    Int(truncatingIfNeeded: (UInt64(address >> 4) &* 0x9E37_79B9_7F4A_7C15) >> 40) & (entries.count - 4)
  }
}
