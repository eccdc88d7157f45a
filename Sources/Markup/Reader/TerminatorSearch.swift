/// Looks for the end of a section, and remembers how far there is none: an end that never comes is searched for once.
struct TerminatorSearch {
  private let mark: [UInt8]
  private var absentUntil = 0

  init(_ mark: String) { self.mark = Array(mark.utf8) }

  mutating func forget(_ count: Int) { absentUntil -= count }

  /// The place after the first end that begins at `start` or later.
  mutating func find(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    var index = max(start, absentUntil)
    while let end = bytes.first(UInt8(ascii: ">"), from: index) {
      if end - start >= mark.count - 1, bytes[end - mark.count + 1...end].elementsEqual(mark) { return end + 1 }
      index = end + 1
    }
    absentUntil = bytes.count
    return nil
  }
}

/// Counts lines up to a place that only moves forward.
struct LineCount {
  /// Of the place counted to, from 1.
  private(set) var line = 1
  private var position = 0

  mutating func forget(_ count: Int) { position -= count }

  mutating func count(_ bytes: UnsafeRawBufferPointer, to end: Int) {
    let counted = UnsafeRawBufferPointer(rebasing: bytes[..<max(end, position)])
    while let feed = counted.first(0x0A, from: position) {
      line += 1
      position = feed + 1
    }
    position = counted.count
  }
}
