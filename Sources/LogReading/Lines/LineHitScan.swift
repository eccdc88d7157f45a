import ScepspecLogInputs
import ScepspecPatterns

/// Reads a large log of lines on several threads: only records that hold a literal of an event are looked at closely.
struct LineHitScan {
  private let format: CompiledFormat
  private let family: FamilyEvents
  private let prefilter: Prefilter
  private let headOctets: OctetSet
  /// Octets of a block: each of the blocks under way is held in memory.
  private static let blockSize = 1 << 18

  /// `nil` where the log has to be read record by record: some event has no literal, days have to be counted, or the
  /// format changes lines in ways that literals do not survive.
  init?(_ recognition: Survey.Recognition, _ family: FamilyEvents) {
    let format = recognition.format
    guard recognition.isLong, !recognition.isCleaned, recognition.order == .ascending, format.reader.kind == .lines,
      format.validity.isEmpty, recognition.earliest.map({ $0.precision == .complete }) ?? true,
      let prefilter = family.prefilter
    else { return nil }
    var octets = OctetSet()
    for head in format.heads {
      guard let first = OctetSet(firstOf: head.pattern) else { return nil }
      octets.formUnion(first)
    }
    // What is taken off the start of a line may stand before what a head begins with.
    for rule in format.cleaning {
      guard !rule.pattern.source.hasPrefix("^"), let first = OctetSet(firstOf: rule.pattern) else { return nil }
      octets.formUnion(first)
    }
    self.format = format
    self.family = family
    self.prefilter = prefilter
    headOctets = octets
  }

  /// Calls `deliver` with the hits of each block and the lines before it, in order.
  /// - Returns: what was read; `problem` says why it ended early.
  func read(
    _ bytes: inout InputBytes, nature: TextNature, onProgress: @escaping (Int) -> Void,
    _ deliver: (HitBatch, Int) -> Void
  ) -> (summary: ScanSummary?, problem: String?) {
    let literals = bytes.peek(SampleOfInput.length).withUnsafeBufferPointer { self.prefilter.literals(like: $0) }
    let scan = LineScan(
      literals: literals, headOctets: headOctets, recordLimit: RecordLimits.bytes, blockSize: Self.blockSize)
    let (format, family, prefilter) = (format, family, prefilter)
    let common = CommonHits()
    let makeReader: @Sendable () -> ScepspecPatterns.RecordReader<HitBatch> = {
      HitReader(format, family, prefilter, common).recordReader
    }
    do {
      if let file = bytes.file, nature.isPlain {
        let summary = try scan.records(inFile: "/dev/fd/\(file.descriptor)", makeReader: makeReader) { found in
          onProgress(found.octets)
          deliver(found.batch, found.linesBefore)
        }
        return (summary, nil)
      }
      let source = SampleOfInput.source(InputBytes(CountingSource(bytes, onProgress)), nature)
      let feed = BufferFeed(source)
      let summary = try scan.records(from: { feed.fill($0) }, makeReader: makeReader) {
        deliver($0.batch, $0.linesBefore)
      }
      return (summary, nil)
    } catch {
      return (nil, "cannot be read: \((error as? LineScanError)?.reason ?? "\(error)")")
    }
  }
}

/// Fills buffers from a source's blocks.
private final class BufferFeed {
  private var source: any ByteSource
  private var block: ArraySlice<UInt8> = []

  init(_ source: any ByteSource) { self.source = source }

  /// - Returns: octets written, 0 at the end.
  func fill(_ buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
    while block.isEmpty {
      guard let next = source.next() else { return 0 }
      block = next[...]
    }
    let count = buffer.update(fromContentsOf: block.prefix(buffer.count))
    block = block.dropFirst(count)
    return count
  }
}

extension TextNature {
  /// The bytes are lines of UTF-8 as they stand.
  fileprivate var isPlain: Bool { encoding == .utf8 && !endsLinesWithReturn && !isRichText }
}
