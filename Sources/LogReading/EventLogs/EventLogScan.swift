import EVTX
import LogInputs
import Patterns

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
      let places = HeadPlaces(recognition.format)
    else { return nil }
    format = recognition.format
    self.family = family
    self.places = places
  }

  /// Calls `deliver` with what blocks of the file hold, in their order. Few are under way at a time.
  func read(_ source: any ByteSource, _ deliver: (TreeFindings) -> Void) -> ReadingTally {
    var feed = ChunkFeed(source)
    let (format, family, places) = (format, family, places)
    inOrder(of: { feed.next() }, workers: Self.workers) {
      let reader = EventLogBlockReader(format, family, places)
      return { reader.read($0) }
    } deliver: {
      deliver($0)
    }
    var tally = ReadingTally()
    if feed.isStranger { tally.misfits += 1 }
    tally.endsEarly = feed.endsEarly
    return tally
  }
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
