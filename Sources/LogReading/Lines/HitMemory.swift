import ScepspecPatterns

/// Remembers what records came to: logs repeat themselves, but for the time at the beginning of a record.
///
/// Two records are the same where they begin alike but for digits (`RecordBeginnings`) and go on with the same octets.
/// That they then come to the same takes a format whose heads take all digits alike, and events that do not ask for the
/// time. What is remembered is bounded: of records whose marks fall into one row, the oldest is forgotten. Belongs to one
/// thread.
final class HitMemory {
  /// What a record came to, by its mark. Four are as wide as a line of the processor's cache: a look is one access.
  private struct Slot {
    var mark: TextMark
    /// The number of an outcome, `nothing`, or `free`.
    var outcome: Int32

    static let free = Slot(mark: TextMark(low: 0, high: 0), outcome: .min)
  }

  /// The outcome of a record that means nothing.
  static let nothing: Int32 = -1

  private let timeFields: Set<String>
  private let beginnings: RecordBeginnings
  private let marker: TextMarker
  /// In rows of four, the newest first.
  private let slots: UnsafeMutableBufferPointer<Slot>
  private let memory: UnsafeMutableRawPointer
  /// How the record begins that was recalled last.
  private var beginning = 0

  private static let slotCount = 1 << 15
  /// Octets of a record that is remembered.
  private static let longest = 1 << 11

  /// `nil` where records that differ in the digits of their times alone may come to different things.
  /// - Parameter marker: the same for all readers that share what records came to.
  init?(_ format: CompiledFormat, _ family: FamilyEvents, _ marker: TextMarker) {
    timeFields = Set(format.format.time?.from ?? [])
    let asked = Set(format.reader.needs + family.askedFields)
    guard format.extractions.isEmpty, format.heads.allSatisfy({ $0.pattern.takesDigitsAlike }),
      format.cleaning.allSatisfy({ $0.pattern.takesDigitsAlike }), asked.isDisjoint(with: timeFields)
    else { return nil }
    beginnings = RecordBeginnings(format, marker)
    self.marker = marker
    memory = .allocate(byteCount: Self.slotCount * MemoryLayout<Slot>.stride, alignment: 64)
    slots = UnsafeMutableBufferPointer(
      start: memory.bindMemory(to: Slot.self, capacity: Self.slotCount), count: Self.slotCount)
    slots.initialize(repeating: .free)
  }

  deinit { memory.deallocate() }

  /// The outcome of a record; `nil` where it is not remembered.
  @inline(__always) func recall(_ record: UnsafeBufferPointer<UInt8>) -> Int32? {
    guard record.count <= Self.longest else { return nil }
    for place in 0..<beginnings.count where beginnings.fits(record, place) {
      let mark = mark(of: record, place)
      let row = Self.row(mark)
      for slot in row..<row &+ 4 where slots[slot].mark == mark && slots[slot].outcome >= Self.nothing {
        beginning = place
        return slots[slot].outcome
      }
    }
    return nil
  }

  /// The time of the record that was recalled last.
  func time(of record: UnsafeBufferPointer<UInt8>) -> WrittenTime? { beginnings.time(of: record, beginning) }

  /// By what others may know a record that is not remembered here.
  func marks(of record: UnsafeBufferPointer<UInt8>) -> [TextMark] {
    guard record.count <= Self.longest else { return [] }
    return (0..<beginnings.count).filter { beginnings.fits(record, $0) }.map { mark(of: record, $0) }
  }

  private func mark(of record: UnsafeBufferPointer<UInt8>, _ place: Int) -> TextMark {
    let rest = UnsafeBufferPointer(rebasing: record[beginnings.length(of: place)...])
    return marker.mark(rest, after: beginnings.seed(of: place))
  }

  // MARK: Remembering

  /// The mark of a record that came to be known; `nil` where it cannot be remembered.
  /// - Parameter hit: The record's first line, as the format tells it apart.
  func learn(_ record: UnsafeBufferPointer<UInt8>, _ hit: LineHit) -> TextMark? {
    guard record.count <= Self.longest, !timeFields.contains(hit.head.body),
      let place = beginnings.learn(record, hit)
    else { return nil }
    return mark(of: record, place)
  }

  func remember(_ mark: TextMark, _ outcome: Int32) {
    let row = Self.row(mark)
    for slot in stride(from: row + 3, to: row, by: -1) { slots[slot] = slots[slot - 1] }
    slots[row] = Slot(mark: mark, outcome: outcome)
  }

  /// Forgets all outcomes: their numbers mean others from now on.
  func forget() { slots.update(repeating: .free) }

  private static func row(_ mark: TextMark) -> Int { Int(truncatingIfNeeded: mark.low >> 40) & (slotCount - 4) }
}
