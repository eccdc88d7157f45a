import LogInputs
import Patterns

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Remembers what records came to: logs repeat themselves, but for the time at the beginning of a record.
///
/// Two records are the same where they begin alike but for digits (`DigitShape`) and go on with the same octets. That
/// they then come to the same takes a format whose heads take all digits alike, and events that do not ask for the time.
/// What is remembered is bounded; when it is full, it is forgotten as a whole. Belongs to one thread.
final class HitMemory {
  /// Where a record begins alike, and where its time stands.
  private struct Beginning {
    let shape: DigitShape
    /// By the place of the field in `timeFields`; `nil` where the record lacks it.
    let times: [Range<Int>?]
    /// The ways in which the time may be read.
    let layouts: [TimeLayout]
  }

  private struct Slot {
    var start: Int32 = 0
    /// -1 where the slot is free.
    var count: Int32 = -1
    var beginning: Int32 = 0
  }

  /// What a record came to before, and the time that it writes now.
  struct Recollection {
    var found: EventMatcher.Found?
    var time: WrittenTime?
  }

  private let timeFields: [String]
  private let times: TimeReader
  private var beginnings: [Beginning] = []
  /// In pairs, by the hash of the rest of a record.
  private var slots: [Slot]
  /// Of each slot a part of the hash, so that most slots need not be looked at; 0 where it is free.
  private var tags: [UInt16]
  /// What the records of the slots came to.
  private var outcomes: [EventMatcher.Found?]
  private var days = DayMemory()
  /// The octets of the records behind their beginnings, one after the other.
  private let octets: UnsafeMutablePointer<UInt8>
  private var used = 0
  /// Where the records that were asked for last were found: a scan asks for the same one twice.
  private var lastSlots = (0, 1)

  private static let slotCount = 1 << 15
  private static let octetCount = 1 << 21
  /// Octets of a record that is remembered.
  private static let longest = 1 << 11
  private static let mostBeginnings = 12

  /// `nil` where records that differ in the digits of their times alone may come to different things.
  init?(_ format: CompiledFormat, _ family: FamilyEvents) {
    let timeFields = format.format.time?.from ?? []
    let asked = Set(format.reader.needs + family.askedFields)
    guard format.extractions.isEmpty, format.heads.allSatisfy({ $0.pattern.takesDigitsAlike }),
      format.cleaning.allSatisfy({ $0.pattern.takesDigitsAlike }), asked.isDisjoint(with: timeFields)
    else { return nil }
    self.timeFields = timeFields
    times = TimeReader(format)
    slots = [Slot](repeating: Slot(), count: Self.slotCount)
    tags = [UInt16](repeating: 0, count: Self.slotCount)
    outcomes = [EventMatcher.Found?](repeating: nil, count: Self.slotCount)
    octets = .allocate(capacity: Self.octetCount)
  }

  deinit { octets.deallocate() }

  /// `nil` where the record is not remembered.
  func recall(_ record: UnsafeBufferPointer<UInt8>) -> Recollection? {
    guard let index = slot(of: record) else { return nil }
    return Recollection(found: outcomes[index], time: time(of: record, Int(slots[index].beginning)))
  }

  /// Whether the record is remembered, and so begins with a head.
  func knows(_ record: UnsafeBufferPointer<UInt8>) -> Bool { slot(of: record) != nil }

  private func slot(of record: UnsafeBufferPointer<UInt8>) -> Int? {
    guard record.count <= Self.longest else { return nil }
    if isSame(record, lastSlots.0) { return lastSlots.0 }
    if isSame(record, lastSlots.1) { return lastSlots.1 }
    for place in beginnings.indices where beginnings[place].shape.begins(record) {
      let rest = rest(of: record, place)
      let hash = Self.hash(rest, place)
      let first = Self.firstSlot(hash)
      let tag = Self.tag(hash)
      for index in first..<first + 2 where tags[index] == tag && holds(rest, in: index, place) {
        lastSlots = (index, lastSlots.0)
        return index
      }
    }
    return nil
  }

  private func isSame(_ record: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    guard slots[index].count >= 0 else { return false }
    let beginning = Int(slots[index].beginning)
    guard record.count == Int(slots[index].count) &+ beginnings[beginning].shape.count,
      beginnings[beginning].shape.begins(record)
    else { return false }
    return holds(rest(of: record, beginning), in: index, beginning)
  }

  private func rest(of record: UnsafeBufferPointer<UInt8>, _ beginning: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: record[beginnings[beginning].shape.count...])
  }

  private func holds(_ rest: UnsafeBufferPointer<UInt8>, in index: Int, _ beginning: Int) -> Bool {
    guard Int(slots[index].count) == rest.count, Int(slots[index].beginning) == beginning else { return false }
    guard let base = rest.baseAddress else { return true }
    return memcmp(octets + Int(slots[index].start), base, rest.count) == 0
  }

  private func time(of record: UnsafeBufferPointer<UInt8>, _ beginning: Int) -> WrittenTime? {
    let times = beginnings[beginning].times
    guard times.count == 1 else {
      return self.times.read(TimeTexts(names: timeFields, ranges: times, record: record))
    }
    guard let range = times[0] else { return nil }
    let text = UnsafeBufferPointer(rebasing: record[range])
    for index in beginnings[beginning].layouts.indices {
      if let time = beginnings[beginning].layouts[index].read(text, &days) { return time }
    }
    return nil
  }

  // MARK: Remembering

  /// - Parameters:
  ///   - hit: The record's first line, as the format tells it apart.
  ///   - found: What the record came to.
  func remember(_ record: UnsafeBufferPointer<UInt8>, _ hit: LineHit, _ found: EventMatcher.Found?) {
    guard record.count <= Self.longest, !timeFields.contains(hit.head.body), let place = begin(record, hit) else {
      return
    }
    let rest = rest(of: record, place)
    if used + rest.count > Self.octetCount { forget() }
    if let base = rest.baseAddress { (octets + used).update(from: base, count: rest.count) }
    let hash = Self.hash(rest, place)
    let first = Self.firstSlot(hash)
    // A free place, else that of the older one.
    let isFirst = slots[first].count < 0 || (slots[first + 1].count >= 0 && slots[first].start < slots[first + 1].start)
    let index = isFirst ? first : first + 1
    slots[index] = Slot(start: Int32(used), count: Int32(rest.count), beginning: Int32(place))
    tags[index] = Self.tag(hash)
    outcomes[index] = found
    used += rest.count
  }

  /// The place of the way in which a record begins; `nil` where other fields than the time stand there, or where there are
  /// too many ways already.
  private func begin(_ record: UnsafeBufferPointer<UInt8>, _ hit: LineHit) -> Int? {
    let ranges = timeFields.map { hit.head.range(of: $0, in: hit.line) }
    let end = ranges.compactMap { $0?.upperBound }.max() ?? 0
    for name in hit.head.names where !timeFields.contains(name) {
      if let range = hit.head.range(of: name, in: hit.line), range.lowerBound < end { return nil }
    }
    if let known = beginnings.firstIndex(where: { $0.times == ranges && $0.shape.begins(record) }) { return known }
    guard beginnings.count < Self.mostBeginnings,
      let shape = DigitShape(UnsafeBufferPointer(rebasing: record[..<end])), shape.begins(record),
      let layouts = times.layouts(of: UnsafeBufferPointer(rebasing: record[(ranges.first ?? nil) ?? 0..<0]))
    else { return nil }
    beginnings.append(Beginning(shape: shape, times: ranges, layouts: layouts))
    return beginnings.count - 1
  }

  private func forget() {
    slots = [Slot](repeating: Slot(), count: Self.slotCount)
    tags = [UInt16](repeating: 0, count: Self.slotCount)
    outcomes = [EventMatcher.Found?](repeating: nil, count: Self.slotCount)
    used = 0
  }

  private static func tag(_ hash: UInt64) -> UInt16 { UInt16(truncatingIfNeeded: hash) | 1 }

  private static func firstSlot(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash >> 40) & (slotCount - 2) }

  /// Of the beginning, the length and eight pieces: texts with the same hash push each other out, and that is all.
  private static func hash(_ text: UnsafeBufferPointer<UInt8>, _ beginning: Int) -> UInt64 {
    guard let base = text.baseAddress else { return 0 }
    let raw = UnsafeRawPointer(base)
    var hash = UInt64(truncatingIfNeeded: text.count &<< 8 &+ beginning) &* 0x9E37_79B9_7F4A_7C15
    hash ^= hash &>> 29
    guard text.count >= 16 else {
      for octet in text { hash = (hash ^ UInt64(octet)) &* 0x9FB2_1C65_1E98_DF25 }
      return hash ^ hash &>> 32
    }
    let last = text.count &- 8
    for piece in 0..<8 {
      let word = raw.loadUnaligned(fromByteOffset: last &* piece / 7, as: UInt64.self)
      hash = (hash ^ word) &* 0x9FB2_1C65_1E98_DF25
      hash ^= hash &>> 29
    }
    return hash
  }
}

/// The parts of a time where they lie in a record.
private struct TimeTexts: RecordTexts {
  let names: [String]
  let ranges: [Range<Int>?]
  let record: UnsafeBufferPointer<UInt8>

  func with<R>(_ name: String, _ body: (UnsafeBufferPointer<UInt8>) -> R) -> R? {
    guard let place = names.firstIndex(of: name), let range = ranges[place] else { return nil }
    return body(UnsafeBufferPointer(rebasing: record[range]))
  }
}
