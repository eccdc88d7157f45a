import ScepspecPatterns

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Remembers what records came to: logs repeat themselves, but for the time at the beginning of a record.
///
/// Two records are the same where they begin alike but for digits (`RecordBeginnings`) and go on with the same octets.
/// That they then come to the same takes a format whose heads take all digits alike, and events that do not ask for the
/// time. What is remembered is bounded; when it is full, it is forgotten as a whole. Belongs to one thread.
final class HitMemory {
  private struct Slot {
    var start: Int32
    /// -1 where the slot is free.
    var count: Int32
    var beginning: Int32

    static let free = Slot(start: 0, count: -1, beginning: 0)
  }

  private let timeFields: Set<String>
  private let beginnings: RecordBeginnings
  /// In rows of four, the newest first, by the hash of the rest of a record.
  private let slots: UnsafeMutablePointer<Slot>
  /// Of each slot a part of the hash, so that most slots need not be looked at; 0 where it is free.
  private let tags: UnsafeMutablePointer<UInt16>
  /// The numbers of what the records of the slots came to, negative for nothing.
  private let outcomes: UnsafeMutablePointer<Int32>
  /// The octets of the records behind their beginnings, one after the other.
  private let octets: UnsafeMutablePointer<UInt8>
  private var used = 0

  private static let slotCount = 1 << 15
  private static let octetCount = 1 << 21
  /// Octets of a record that is remembered.
  private static let longest = 1 << 11

  /// `nil` where records that differ in the digits of their times alone may come to different things.
  init?(_ format: CompiledFormat, _ family: FamilyEvents) {
    timeFields = Set(format.format.time?.from ?? [])
    let asked = Set(format.reader.needs + family.askedFields)
    guard format.extractions.isEmpty, format.heads.allSatisfy({ $0.pattern.takesDigitsAlike }),
      format.cleaning.allSatisfy({ $0.pattern.takesDigitsAlike }), asked.isDisjoint(with: timeFields)
    else { return nil }
    beginnings = RecordBeginnings(format)
    slots = .allocate(capacity: Self.slotCount)
    slots.initialize(repeating: .free, count: Self.slotCount)
    tags = .allocate(capacity: Self.slotCount)
    tags.initialize(repeating: 0, count: Self.slotCount)
    outcomes = .allocate(capacity: Self.slotCount)
    outcomes.initialize(repeating: -1, count: Self.slotCount)
    octets = .allocate(capacity: Self.octetCount)
  }

  deinit {
    slots.deallocate()
    tags.deallocate()
    outcomes.deallocate()
    octets.deallocate()
  }

  /// A number that stands for the record until the next is remembered; negative where it is not remembered.
  func recall(_ record: UnsafeBufferPointer<UInt8>) -> Int {
    guard record.count <= Self.longest else { return -1 }
    for place in 0..<beginnings.count where beginnings.fits(record, place) {
      let rest = rest(of: record, place)
      let hash = Self.hash(rest, place)
      let first = Self.firstSlot(hash)
      let tag = Self.tag(hash)
      for slot in first..<first &+ 4 where tags[slot] == tag && holds(rest, in: slot, place) { return slot }
    }
    return -1
  }

  /// The number of what a record came to that was recalled under this number; negative where that is nothing.
  func outcome(_ number: Int) -> Int32 { outcomes[number] }

  /// The time of a record that was recalled under this number.
  func time(of record: UnsafeBufferPointer<UInt8>, _ number: Int) -> WrittenTime? {
    beginnings.time(of: record, Int(slots[number].beginning))
  }

  private func rest(of record: UnsafeBufferPointer<UInt8>, _ beginning: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: record[beginnings.length(of: beginning)...])
  }

  private func holds(_ rest: UnsafeBufferPointer<UInt8>, in index: Int, _ beginning: Int) -> Bool {
    let slot = slots[index]
    guard Int(slot.count) == rest.count, Int(slot.beginning) == beginning else { return false }
    guard let base = rest.baseAddress else { return true }
    return memcmp(octets + Int(slot.start), base, rest.count) == 0
  }

  // MARK: Remembering

  /// - Parameters:
  ///   - hit: The record's first line, as the format tells it apart.
  ///   - outcome: The number of what the record came to; negative for nothing.
  func remember(_ record: UnsafeBufferPointer<UInt8>, _ hit: LineHit, _ outcome: Int32) {
    guard record.count <= Self.longest, !timeFields.contains(hit.head.body),
      let place = beginnings.learn(record, hit)
    else { return }
    let rest = rest(of: record, place)
    if used + rest.count > Self.octetCount { forget() }
    if let base = rest.baseAddress { (octets + used).update(from: base, count: rest.count) }
    let hash = Self.hash(rest, place)
    let first = Self.firstSlot(hash)
    for slot in stride(from: first + 3, to: first, by: -1) {
      (slots[slot], tags[slot], outcomes[slot]) = (slots[slot - 1], tags[slot - 1], outcomes[slot - 1])
    }
    slots[first] = Slot(start: Int32(used), count: Int32(rest.count), beginning: Int32(place))
    tags[first] = Self.tag(hash)
    outcomes[first] = outcome
    used += rest.count
  }

  func forget() {
    slots.update(repeating: .free, count: Self.slotCount)
    tags.update(repeating: 0, count: Self.slotCount)
    used = 0
  }

  private static func tag(_ hash: UInt64) -> UInt16 { UInt16(truncatingIfNeeded: hash) | 1 }

  private static func firstSlot(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash >> 40) & (slotCount - 4) }

  /// Of the beginning, the length and all octets; in two halves at once, since each step waits for the one before it.
  private static func hash(_ text: UnsafeBufferPointer<UInt8>, _ beginning: Int) -> UInt64 {
    guard let base = text.baseAddress else { return 0 }
    let raw = UnsafeRawPointer(base)
    var first = UInt64(truncatingIfNeeded: text.count &<< 8 &+ beginning) &* 0x9E37_79B9_7F4A_7C15
    guard text.count >= 16 else {
      for octet in text { first = mixed(first, UInt64(octet)) }
      return first
    }
    var second: UInt64 = 0
    var place = 0
    while place &+ 16 < text.count {
      first = mixed(first, raw.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      second = mixed(second, raw.loadUnaligned(fromByteOffset: place &+ 8, as: UInt64.self))
      place &+= 16
    }
    // The last octets, some of them maybe again.
    place = text.count &- 16
    first = mixed(first, raw.loadUnaligned(fromByteOffset: place, as: UInt64.self))
    second = mixed(second, raw.loadUnaligned(fromByteOffset: place &+ 8, as: UInt64.self))
    return mixed(first, second)
  }

  @inline(__always) private static func mixed(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ word) &* 0x9FB2_1C65_1E98_DF25
    return product ^ product &>> 29
  }
}
