import ScepspecMarkup

/// Walks the records of one chunk: the live ones one after the other, finding its feet again behind damage, then what
/// the free space still holds.
struct ChunkReader {
  /// Damage told of one chunk; the rest is only counted.
  static let mostDamage = 32

  private(set) var records: [EVTXRecord] = []
  private(set) var damage: [EVTXDamage] = []
  private var untold = 0
  /// Of all records found, those that nobody wants included.
  private var numbers: [UInt64] = []
  private var builder: Builder
  private let bytes: Bytes
  private let offset: Int
  private let wanted: ((EVTXHead, EVTXNode?) -> Bool)?

  init(_ bytes: Bytes, at offset: Int, where wanted: ((EVTXHead, EVTXNode?) -> Bool)?) {
    self.bytes = bytes
    self.offset = offset
    self.wanted = wanted
    builder = Builder(bytes)
  }

  mutating func read() {
    if isZero(from: 0) { return }
    let header = ChunkHeader(bytes)
    for fault in header.faults { tell(fault) }
    readLive(header)
    if header.isUsable { recover(from: header.free) }
    if untold > 0 {
      damage.append(EVTXDamage(offset: offset, reason: "\(untold) more places of this chunk could not be read"))
    }
  }

  /// Reads from the header up to the free space.
  private mutating func readLive(_ header: ChunkHeader) {
    let live = bytes.upTo(header.free)
    var at = ChunkHeader.size
    var isLost = !header.isUsable
    // Without a header, old records and new ones look alike; the old ones' templates are often overwritten.
    builder.isStrict = isLost
    while at < live.count {
      if let frame = RecordFrame(live, at: at), frame.isClosed || isFollowed(frame, in: live) {
        if !frame.isClosed { tell(Fault("a record's two sizes differ", at: frame.end - 4)) }
        take(frame, recovered: isLost && !header.counts(frame.number))
        at = frame.end
        continue
      }
      if !header.isUsable && isZero(from: at) { return }
      if header.isUsable || isLost == false { tell(Fault("no whole record where one should begin", at: at)) }
      isLost = true
      let next = RecordFrame.next(live, from: at + 1)
      salvage(RecordFrame(broken: live, at: at, to: next?.offset ?? live.count))
      guard let next else { return }
      at = next.offset
    }
  }

  /// Whether the chain goes on behind a record whose end is damaged.
  private func isFollowed(_ frame: RecordFrame, in live: Bytes) -> Bool {
    frame.end == live.count || live.word(frame.end) == RecordFrame.magic
  }

  /// Looks through the free space for records that were deleted, or written after the header was.
  private mutating func recover(from start: Int) {
    builder.isStrict = true
    var seen: Set<UInt64>?
    var at = start
    while let frame = RecordFrame.next(bytes, from: at) {
      at = frame.offset + 1
      if seen == nil { seen = Set(numbers) }
      if seen?.contains(frame.number) == true { continue }
      let before = numbers.count
      try? add(frame, recovered: true)
      if numbers.count > before {
        seen?.insert(frame.number)
        at = frame.end
      }
    }
  }

  private mutating func take(_ frame: RecordFrame, recovered: Bool) {
    do throws(Fault) {
      try add(frame, recovered: recovered)
    } catch {
      tell(error, record: frame)
      if error.isBound { return }
      builder.isLenient = true
      try? add(frame, recovered: true)
      builder.isLenient = false
    }
  }

  /// Tries a record whose frame is broken, up to the next one. It must fit its template all the more.
  private mutating func salvage(_ frame: RecordFrame) {
    guard frame.size >= RecordFrame.smallest else { return }
    let wasStrict = builder.isStrict
    builder.isStrict = true
    builder.isLenient = true
    try? add(frame, recovered: true)
    builder.isStrict = wasStrict
    builder.isLenient = false
  }

  private mutating func add(_ frame: RecordFrame, recovered: Bool) throws(Fault) {
    try builder.spend(frame.size, at: frame.offset)
    if let wanted, !isWanted(frame, wanted) { return numbers.append(frame.number) }
    builder.reset()
    var elements: [Element] = []
    try builder.elements(frame.content, depth: 0, into: &elements)
    guard let event = elements.first else { throw Fault("holds no event", at: frame.content.lowerBound) }
    records.append(
      EVTXRecord(
        number: frame.number, written: frame.written, event: event, offset: offset + frame.offset,
        recovered: recovered))
    numbers.append(frame.number)
  }

  private mutating func isWanted(
    _ frame: RecordFrame, _ wanted: (EVTXHead, EVTXNode?) -> Bool
  ) -> Bool {
    var head = EVTXHead(number: frame.number, written: frame.written, offset: offset + frame.offset)
    guard let plan = builder.read(&head, frame.content) else { return wanted(head, nil) }
    return withUnsafeMutablePointer(to: &builder) { builder in
      let view = EventView(builder)
      defer { view.builder = nil }
      return wanted(head, EVTXNode(view: view, plan: plan, count: builder.pointee.valueCount))
    }
  }

  private func isZero(from start: Int) -> Bool {
    var at = start
    while at + 8 <= bytes.count {
      if bytes.long(at) != 0 { return false }
      at += 8
    }
    while at < bytes.count {
      if bytes.byte(at) != 0 { return false }
      at += 1
    }
    return true
  }

  private mutating func tell(_ fault: Fault, record: RecordFrame? = nil) {
    guard damage.count < Self.mostDamage else { return untold += 1 }
    let reason =
      record.map { "record \($0.number) at byte \(offset + $0.offset) \(fault.reason)" } ?? "\(fault.reason)"
    damage.append(EVTXDamage(offset: offset + fault.offset, reason: reason))
  }
}
