import ScepspecModel

/// What the records of one block came to.
struct HitBatch: Sendable {
  struct Entry: Sendable {
    /// The number of what the record came to.
    var outcome: Int32
    /// Lines of the block before the record.
    var line: Int32
    var time: WrittenTime?
  }

  /// Entries in a row whose numbers are of the same outcomes, nearly always all.
  private(set) var runs: [(outcomes: HitOutcomes, entries: [Entry])]

  /// - Parameter room: How many entries are expected.
  init(of outcomes: HitOutcomes, room: Int = 0) {
    var entries: [Entry] = []
    entries.reserveCapacity(room)
    runs = [(outcomes, entries)]
  }

  var count: Int { runs.reduce(0) { $0 + $1.entries.count } }

  mutating func append(_ entry: Entry) { runs[runs.count - 1].entries.append(entry) }

  /// From now on entries are numbers of others.
  mutating func goOn(with outcomes: HitOutcomes) { runs.append((outcomes, [])) }
}

/// What records came to, each once for all records that say the same: what they share is handed from thread to thread
/// without being touched for every one of them.
///
/// `CommonHits` adds to it. Others read what was there when a batch with its numbers was handed to them.
final class HitOutcomes: @unchecked Sendable {  // what is read on other threads was written before it was handed on
  private let found: UnsafeMutablePointer<EventMatcher.Found>
  /// Apart, so that those that are only counted need not be touched.
  private let events: UnsafeMutablePointer<Int32>
  private var count = 0

  private static let capacity = 1 << 13

  init() {
    found = .allocate(capacity: Self.capacity)
    events = .allocate(capacity: Self.capacity)
  }

  deinit {
    found.deinitialize(count: count)
    found.deallocate()
    events.deallocate()
  }

  var isFull: Bool { count == Self.capacity }

  /// - Returns: Its number. There must be room.
  func add(_ outcome: EventMatcher.Found) -> Int32 {
    precondition(!isFull)
    (found + count).initialize(to: outcome)
    events[count] = Int32(outcome.event)
    count += 1
    return Int32(count - 1)
  }

  func content(_ number: Int32) -> Observation.Content { found[Int(number)].content }

  /// The event that an outcome is, by its place among those of the family.
  func event(_ number: Int32) -> Int { Int(events[Int(number)]) }
}
