import ScepspecEVTX

/// Finds events in blocks of a Windows event log. Belongs to one thread.
final class EventLogBlockReader {
  private let places: HeadPlaces
  private let elements: Set<String>
  private let trees: TreeReader
  private let choices: WayChoices
  private let memory: ChoiceMemory
  private var times: ClosedRange<UInt64>?
  private var findings = TreeFindings()

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
    let start = findings.hits.count
    let found = EVTX.records(ofChunk: chunk, at: offset) { self.isWanted($0, $1) }
    for damage in found.damage { findings.tally.remark("damaged: \(damage)") }
    for record in found.records where elements.isEmpty || elements.contains(record.event.name) {
      findings.add(trees.read(record.event), line: Int(clamping: record.number), offset: record.offset)
    }
    // Those that were built came after the others.
    if !found.records.isEmpty { findings.hits[start...].sort { $0.offset < $1.offset } }
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
    findings.add(reading, line: Int(clamping: head.number), offset: head.offset)
    return false
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
