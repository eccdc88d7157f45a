import ScepspecModel

/// What was found out about contents that were seen lately: logs repeat themselves.
///
/// There are four places for each content; a new one takes that of the oldest there. Where contents come again there are
/// more places, up to a bound.
struct KnownContents: Sendable {
  /// In rows of four, the newest first.
  private var places = [Place](repeating: Place(), count: 64)
  /// How often contents were found since there are so many places.
  private var hits = 0

  private static let most = 1 << 14

  private struct Place: Sendable {
    /// Of the content, so that those of others need not be looked at; 0 for none.
    var address: UInt = 0
    var entry: Entry?
    /// Of the first four parts, the lane that its key leads to; negative where that is not known.
    var lanes = unknown

    static let unknown = SIMD4<Int32>(repeating: -1)
  }

  final class Entry: Sendable {
    let isDecoy: Bool
    let showsLevel: Bool
    /// What machines make of it, by the position of their runs.
    let parts: [(run: Int, content: ReadyContent)]
    let level: Value?
    let content: Observation.Content

    init(content: Observation.Content, level: Value?, isDecoy: Bool, parts: [(run: Int, content: ReadyContent)]) {
      self.content = content
      self.level = level
      self.isDecoy = isDecoy
      self.parts = parts
      showsLevel = level != nil
    }
  }

  /// The place of a content, good until the next one is inserted.
  mutating func find(_ content: Observation.Content) -> Int? {
    let address = Self.address(of: content)
    let row = row(address)
    for place in row..<row &+ 4 where places[place].address == address {
      hits &+= 1
      return place
    }
    return nil
  }

  subscript(place: Int) -> Entry? { places[place].entry }

  /// The lane of a part; `nil` where it is not known.
  func lane(_ place: Int, part: Int) -> Int? {
    guard part < 4, places[place].lanes[part] >= 0 else { return nil }
    return Int(places[place].lanes[part])
  }

  mutating func note(_ lane: Int, _ place: Int, part: Int) {
    if part < 4 { places[place].lanes[part] = Int32(clamping: lane) }
  }

  /// For when lanes have got other numbers.
  mutating func forgetLanes() {
    for place in places.indices { places[place].lanes = Place.unknown }
  }

  /// - Returns: Its place.
  mutating func insert(_ entry: Entry) -> Int {
    let address = Self.address(of: entry.content)
    if places[row(address) + 3].address != 0, hits > places.count / 4, places.count < Self.most { grow() }
    put(Place(address: address, entry: entry))
    return row(address)
  }

  private mutating func put(_ place: Place) {
    let row = row(place.address)
    for index in stride(from: row + 3, to: row, by: -1) { places.swapAt(index, index - 1) }
    places[row] = place
  }

  private mutating func grow() {
    let old = places
    hits = 0
    places = [Place](repeating: Place(), count: old.count * 4)
    // Backwards, so that the newest come last and stand first.
    for place in old.reversed() where place.address != 0 { put(place) }
  }

  private static func address(of content: Observation.Content) -> UInt {
    UInt(bitPattern: Unmanaged.passUnretained(content).toOpaque())
  }

  private func row(_ address: UInt) -> Int {
    Int(truncatingIfNeeded: (UInt64(address >> 4) &* 0x9E37_79B9_7F4A_7C15) >> 40) & (places.count - 4)
  }
}
