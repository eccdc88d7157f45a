/// Reads the time of a format's records. Belongs to one thread.
final class TimeReader {
  private let from: [String]
  private let patterns: [TimePattern]
  /// How times were written so far: most are written alike.
  private var known: [(shape: DigitShape, layouts: [TimeLayout])] = []
  private var days = DayMemory()

  private static let mostKnown = 4

  init(_ format: CompiledFormat) {
    from = format.format.time?.from ?? []
    let isUTC = format.format.time?.isUTC ?? false
    patterns = format.times.map { TimePattern($0, isUTC: isUTC) }
  }

  /// `nil` where the record has none, or writes it in a way that the format does not know.
  func read(_ record: some RecordTexts) -> WrittenTime? {
    guard !patterns.isEmpty else { return nil }
    if from.count == 1 { return record.with(from[0]) { read($0) } ?? nil }
    // A part that is absent is left out: an excerpt may lack the date.
    guard var text = record.text(from) else { return nil }
    return text.withUTF8 { read($0) }
  }

  /// The ways in which a text may be read as a time, and so any text that differs from it in digits alone; `nil` where
  /// digits matter.
  func layouts(of text: UnsafeBufferPointer<UInt8>) -> [TimeLayout]? {
    guard patterns.allSatisfy(\.takesDigitsAlike) else { return nil }
    return patterns.compactMap { $0.layout(of: text) }
  }

  func read(_ text: UnsafeBufferPointer<UInt8>) -> WrittenTime? {
    if let way = known.firstIndex(where: { $0.shape.fits(text) }) { return read(text, known[way].layouts) }
    if known.count < Self.mostKnown, let layouts = layouts(of: text), !layouts.isEmpty {
      if let shape = DigitShape(text), shape.fits(text) { known.append((shape, layouts)) }
      return read(text, layouts)
    }
    for pattern in patterns {
      if let time = pattern.read(text) { return time }
    }
    return nil
  }

  private func read(_ text: UnsafeBufferPointer<UInt8>, _ layouts: [TimeLayout]) -> WrittenTime? {
    for layout in layouts {
      if let time = layout.read(text, &days) { return time }
    }
    return nil
  }
}
