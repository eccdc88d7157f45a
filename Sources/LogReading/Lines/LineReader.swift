import ScepspecLogInputs
import ScepspecModel

/// Records that begin with a line of a known shape and go on over the lines after it.
final class LineReader: RecordReader {
  private(set) var tally = ReadingTally()
  private let cleaner: LineCleaner
  private let heads: HeadMatcher
  private let continued: LogReader.Continuation
  private var open: OpenRecord?

  init(_ format: CompiledFormat) {
    cleaner = LineCleaner(format)
    heads = HeadMatcher(format)
    continued = format.reader.continued
  }

  func read(_ source: any ByteSource, _ body: (Record) -> Bool) {
    var lines = LineFeed()
    var goesOn = true
    lines.read(source) { line, number in
      cleaner.withCleaned(line) { take($0, number, body) }
      return goesOn
    }
    tally.cut += lines.cut
    tally.cleaned = cleaner.changed
    if goesOn { _ = close(body) }

    func take(_ line: UnsafeBufferPointer<UInt8>, _ number: Int, _ body: (Record) -> Bool) {
      if let head = heads.match(line) {
        goesOn = close(body)
        open = OpenRecord(record: Record(fields: head.fields(in: line), line: number), body: head.body)
      } else {
        add(line)
      }
    }
  }

  private func add(_ line: UnsafeBufferPointer<UInt8>) {
    let isBlank = line.allSatisfy(\.isBlank)
    guard open != nil, Self.continues(line, continued, isBlank: isBlank) else {
      if !isBlank { tally.misfits += 1 }
      return
    }
    open?.add(line, isBlank: isBlank)
  }

  static func continues(_ line: UnsafeBufferPointer<UInt8>, _ rule: LogReader.Continuation, isBlank: Bool) -> Bool {
    switch rule {
    case .any: true
    case .indented: isBlank || line.first.map(\.isBlank) == true
    case .none: false
    }
  }

  private func close(_ body: (Record) -> Bool) -> Bool {
    guard let closed = open else { return true }
    open = nil
    if closed.isCut { tally.cut += 1 }
    return body(closed.finished)
  }
}

/// A record whose last line is not known yet.
struct OpenRecord {
  private var record: Record
  private let body: String
  private var more: [UInt8] = []
  /// Blank lines count only where another line follows.
  private var blanks = 0
  private(set) var isCut = false

  init(record: Record, body: String) {
    self.record = record
    self.body = body
  }

  mutating func add(_ line: UnsafeBufferPointer<UInt8>, isBlank: Bool) {
    guard !isBlank else { return blanks += 1 }
    guard more.count + blanks + line.count < RecordLimits.bytes else { return isCut = true }
    guard !isCut else { return }
    for _ in 0...blanks { more.append(0x0A) }
    blanks = 0
    more.append(contentsOf: line)
  }

  var finished: Record {
    guard !more.isEmpty else { return record }
    var record = record
    let text = String(decoding: more, as: UTF8.self)
    record.fields[body] = record.fields[body].map { $0 + text } ?? String(text.dropFirst())
    return record
  }
}
