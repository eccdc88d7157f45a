import ScepspecPatterns

/// The ways in which records begin, by which their times are found without a pattern. Belongs to one thread.
final class RecordBeginnings {
  private struct Beginning {
    let shape: DigitShape
    /// Stands for the shape in marks.
    let seed: UInt64
    /// Where the time stands, and how it is read; `nil` where it is not that simple.
    let simple: (range: Range<Int>, layout: TimeLayout)?
    /// By the place of the field in `timeFields`; `nil` where the record lacks it.
    let times: [Range<Int>?]
  }

  private let timeFields: [String]
  private let reader: TimeReader
  private let marker: TextMarker
  private let beginnings: UnsafeMutablePointer<Beginning>
  private(set) var count = 0
  private var days = DayMemory()

  private static let most = 12

  init(_ format: CompiledFormat, _ marker: TextMarker) {
    self.marker = marker
    timeFields = format.format.time?.from ?? []
    reader = TimeReader(format)
    beginnings = .allocate(capacity: Self.most)
  }

  deinit {
    beginnings.deinitialize(count: count)
    beginnings.deallocate()
  }

  /// Whether a record begins in this way.
  @inline(__always) func fits(_ record: UnsafeBufferPointer<UInt8>, _ place: Int) -> Bool {
    beginnings[place].shape.begins(record)
  }

  /// Octets of a beginning.
  @inline(__always) func length(of place: Int) -> Int { beginnings[place].shape.count }

  /// Stands for a beginning in marks: the same for all readers with one marker.
  @inline(__always) func seed(of place: Int) -> UInt64 { beginnings[place].seed }

  /// The time of a record that begins in this way.
  func time(of record: UnsafeBufferPointer<UInt8>, _ place: Int) -> WrittenTime? {
    if let simple = beginnings[place].simple {
      return simple.layout.read(UnsafeBufferPointer(rebasing: record[simple.range]), &days)
    }
    return reader.read(TimeTexts(names: timeFields, ranges: beginnings[place].times, record: record))
  }

  /// The place of the way in which a record begins; `nil` where other fields than the time stand there, or where there
  /// are too many ways already.
  func learn(_ record: UnsafeBufferPointer<UInt8>, _ hit: LineHit) -> Int? {
    let ranges = timeFields.map { hit.head.range(of: $0, in: hit.line) }
    let end = ranges.compactMap { $0?.upperBound }.max() ?? 0
    for name in hit.head.names where !timeFields.contains(name) {
      if let range = hit.head.range(of: name, in: hit.line), range.lowerBound < end { return nil }
    }
    if let known = (0..<count).first(where: { beginnings[$0].times == ranges && fits(record, $0) }) { return known }
    guard count < Self.most, let shape = DigitShape(UnsafeBufferPointer(rebasing: record[..<end])),
      shape.begins(record),
      let layouts = reader.layouts(of: UnsafeBufferPointer(rebasing: record[(ranges.first ?? nil) ?? 0..<0]))
    else { return nil }
    var simple: (range: Range<Int>, layout: TimeLayout)?
    if ranges.count == 1, layouts.count == 1, let range = ranges[0] { simple = (range, layouts[0]) }
    (beginnings + count).initialize(
      to: Beginning(
        shape: shape, seed: shape.withOctets { marker.mark($0, after: 0).low }, simple: simple, times: ranges))
    count += 1
    return count - 1
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
