import EVTX

/// Finds events in blocks of a Windows event log. Belongs to one thread.
final class EventLogBlockReader {
  private let places: HeadPlaces
  private let elements: Set<String>
  private let trees: TreeReader
  private let choices: WayChoices
  private let memory: ChoiceMemory
  private var times: ClosedRange<UInt64>?
  private var findings = TreeFindings()
  /// Those of the chunk that is read.
  private var hits: [(hit: HitReader.Hit, line: Int, offset: Int)] = []

  init(_ format: CompiledFormat, _ family: FamilyEvents, _ places: HeadPlaces) {
    self.places = places
    elements = Set(format.reader.elements)
    choices = WayChoices(format, family, by: [places.provider, places.id])
    memory = ChoiceMemory()
    trees = TreeReader(format, family, choices)
  }

  func read(_ block: ChunkFeed.Block) -> TreeFindings {
    (findings, times) = (TreeFindings(), nil)
    block.forEachChunk { chunk, offset in
      readChunk(chunk, at: offset)
      return true
    }
    if let times {
      findings.decoyTimes = Set([times.lowerBound, times.upperBound]).compactMap {
        trees.time(EVTX.text(ofTime: $0))
      }
    }
    return findings
  }

  private func readChunk(_ chunk: UnsafeRawBufferPointer, at offset: Int) {
    let found = EVTX.records(ofChunk: chunk, at: offset) { self.isWanted($0, $1) }
    for damage in found.damage { findings.tally.remark("damaged: \(damage)") }
    for record in found.records where elements.isEmpty || elements.contains(record.event.name) {
      take(trees.read(record.event), record.number, at: record.offset)
    }
    // Those that were built come after the others.
    if !found.records.isEmpty { hits.sort { $0.offset < $1.offset } }
    findings.hits += hits.map { ($0.hit, $0.line) }
    hits.removeAll(keepingCapacity: true)
  }

  /// Whether an event has to be built; takes it as it is if not.
  private func isWanted(_ head: EVTXHead, _ node: EVTXNode?) -> Bool {
    guard let node, let name = head.name else { return true }
    guard elements.isEmpty || elements.contains(name) else { return false }
    var known: WayChoices.Choice?
    if let provider = head.provider, let id = head.id {
      let choice = memory.choice(id, provider) { choices.choice([provider, "\(id)"]) }
      if choice.ways.isEmpty {
        findings.records += 1
        return false
      }
      if let event = choice.decoy, places.time != nil, let created = head.created, created < Self.latest {
        findings.records += 1
        findings.decoys[event, default: 0] += 1
        times = min(times?.lowerBound ?? created, created)...max(times?.upperBound ?? created, created)
        return false
      }
      known = choice
    }
    let reading = trees.read(node, known)
    guard !node.isExhausted else { return true }
    take(reading, head.number, at: head.offset)
    return false
  }

  private func take(_ reading: TreeReader.Reading, _ number: UInt64, at offset: Int) {
    switch reading {
    case .misfit: findings.tally.misfits += 1
    case .unknown: findings.records += 1
    case .hit(let hit):
      findings.records += 1
      hits.append((hit, Int(clamping: number), offset))
    }
  }

  /// FILETIME of the year 10000, from which on times are written with more digits.
  private static let latest: UInt64 = 2_650_467_744_000_000_000
}

/// Remembers choices by number and provider. The texts of one template are one text in memory, so that comparing takes
/// no time.
private final class ChoiceMemory {
  private var known: [UInt32: [(provider: String, choice: WayChoices.Choice)]] = [:]
  private var count = 0

  func choice(_ id: UInt32, _ provider: String, _ find: () -> WayChoices.Choice) -> WayChoices.Choice {
    if let choice = known[id]?.first(where: { $0.provider == provider })?.choice { return choice }
    let choice = find()
    if count == 4_096 {
      known = [:]
      count = 0
    }
    count += 1
    known[id, default: []].append((provider, choice))
    return choice
  }
}
