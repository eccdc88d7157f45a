import ScepspecEVTX
import ScepspecLogInputs
import ScepspecPatterns

/// Reads a Windows event log on several threads. Only events are built that the specifications know by their provider
/// and number; all are counted.
struct EventLogScan: TreeScan {
  /// Threads that read; the one that calls delivers.
  private static let workers = 2
  private let format: CompiledFormat
  private let family: FamilyEvents
  private let places: HeadPlaces

  /// `nil` where records have to be read one after the other, or their heads do not tell what they are.
  init?(_ recognition: Survey.Recognition, _ family: FamilyEvents) {
    guard recognition.format.reader.kind == .evtx, recognition.format.writesDates,
      recognition.format.format.validity == nil,
      let places = HeadPlaces(recognition.format)
    else { return nil }
    format = recognition.format
    self.family = family
    self.places = places
  }

  func read(_ source: any ByteSource, _ deliver: (TreeFindings) -> Void) -> ReadingTally {
    var feed = ChunkFeed(source)
    inOrder(of: { feed.next() }, workers: Self.workers, makeReader()) { deliver($0) }
    var tally = ReadingTally()
    if feed.isStranger { tally.misfits += 1 }
    tally.endsEarly = feed.endsEarly
    return tally
  }

  private func makeReader() -> @Sendable () -> (ChunkFeed.Block) -> TreeFindings {
    let (format, family, places) = (format, family, places)
    return {
      let reader = EventLogBlockReader(format, family, places)
      return { reader.read($0) }
    }
  }

  /// Reads a file in the order in which it was written, so that no more has to be held than what may still be preceded.
  /// `deliver` is called with hits by their numbers.
  /// - Returns: `nil`, without a call, where the file cannot be read so.
  func read(
    _ file: PlainFile, onProgress: @escaping (Int) -> Void, _ deliver: (TreeFindings) -> Void
  ) -> ReadingTally? {
    guard let order = ChunkOrder(file, workers: Self.workers) else { return nil }
    var place = 0
    var hits = HitOrder()
    var damage = DamageOrder()
    inOrder(
      of: {
        guard place < order.chunks.count else { return nil }
        defer { place = order.run(from: place).upperBound }
        return order.run(from: place)
      }, workers: Self.workers, makeRunReader(order, file)
    ) { (run: Range<Int>, findings: TreeFindings) in
      var findings = findings
      hits.add(findings.hits)
      findings.hits = hits.taken(below: run.upperBound < order.chunks.count ? order.chunks[run.upperBound].least : nil)
      damage.add(findings.tally.remarks, at: order.chunks[run.lowerBound].offset)
      findings.tally.remarks = []
      onProgress(run.count * EVTX.chunkSize)
      deliver(findings)
    }
    var tally = ReadingTally()
    for remark in damage.remarks { tally.remark(remark) }
    if hits.areMixed { tally.remark("its records lie so far out of their order that some were taken out of it") }
    tally.endsEarly = (file.size - EVTX.headerSize) % EVTX.chunkSize != 0
    return tally
  }

  private func makeRunReader(
    _ order: ChunkOrder, _ file: PlainFile
  ) -> @Sendable () -> (Range<Int>) -> (Range<Int>, TreeFindings) {
    let makeReader = makeReader()
    return {
      let read = makeReader()
      return { run in
        let start = order.chunks[run.lowerBound].offset
        guard let bytes = ChunkOrder.read(file, at: start, count: run.count * EVTX.chunkSize) else {
          return (run, TreeFindings(unreadAt: start))
        }
        return (run, read(ChunkFeed.Block(bytes: bytes, offset: start)))
      }
    }
  }
}

/// Hits of chunks that overlap in their numbers, by number and then by their place in the file.
private struct HitOrder {
  private var waiting: [TreeFindings.Hit] = []
  /// Whether more would have had to wait than are held.
  private(set) var areMixed = false

  /// Hits that wait.
  private static let most = 1 << 14

  mutating func add(_ hits: [TreeFindings.Hit]) { waiting += hits }

  /// Those that none to come can precede.
  /// - Parameter bound: no hit to come has a lower number; `nil` at the end.
  mutating func taken(below bound: UInt64?) -> [TreeFindings.Hit] {
    let bound = bound.map { Int(clamping: $0) } ?? Int.max
    waiting.sort { ($0.hit.line, $0.offset) < ($1.hit.line, $1.offset) }
    var count = bound == Int.max ? waiting.count : waiting.firstIndex { $0.hit.line >= bound } ?? waiting.count
    if waiting.count - count > Self.most {
      areMixed = true
      count = waiting.count - Self.most / 2
    }
    let taken = Array(waiting[..<count])
    waiting.removeFirst(count)
    return taken
  }
}

/// The first remarks of a file, whatever order its parts are read in.
private struct DamageOrder {
  private var found: [(offset: Int, remark: String)] = []

  mutating func add(_ remarks: [String], at offset: Int) {
    if remarks.isEmpty { return }
    found += remarks.map { (offset, $0) }
    // Those of one place stay in their order.
    let sorted = found.enumerated().sorted { ($0.1.offset, $0.0) < ($1.1.offset, $1.0) }
    found = sorted.prefix(ReadingTally.mostRemarks).map(\.1)
  }

  var remarks: [String] { found.map(\.remark) }
}

/// The fields of a format that the head of an event tells.
struct HeadPlaces: Sendable {
  let provider: String
  let id: String
  /// `nil` where the format takes times from elsewhere.
  let time: String?

  /// `nil` where the format takes them from elsewhere, or needs more of each record.
  init?(_ format: CompiledFormat) {
    func field(_ place: String) -> String? {
      format.reader.fields.first { name, places in
        places == [place] && !format.extractedFields.contains(name) && !name.hasPrefix("data.")
      }?.key
    }
    guard let provider = field(EVTXHead.providerPlace), let id = field(EVTXHead.idPlace),
      format.reader.needs.allSatisfy({ $0 == provider || $0 == id })
    else { return nil }
    self.provider = provider
    self.id = id
    time = field(EVTXHead.createdPlace).flatMap { format.format.time?.from == [$0] ? $0 : nil }
  }
}
