/// Windows event log files: a header of 4096 bytes, then chunks of 64 KiB that are read one by one.
///
/// Source: "Windows XML Event Log (EVTX) format" (libyal), sections "File header" and "Chunk"; `[MS-EVEN6]` 2.2.12 to
/// 2.2.17 for the binary XML inside.
///
/// A chunk stands on its own: its records refer to nothing outside it. So a caller may hold one chunk at a time, and may
/// read several at once on several threads.
public enum EVTX {
  /// Bytes before the first chunk.
  public static let headerSize = 4096
  /// Bytes of a chunk. Only the last one of a truncated file is shorter.
  public static let chunkSize = 65536

  /// Whether a file that begins with `head` says that it is an event log; eight bytes are enough.
  public static func isEVTX(_ head: some Collection<UInt8>) -> Bool {
    head.starts(with: [0x45, 0x6c, 0x66, 0x46, 0x69, 0x6c, 0x65, 0x00])
  }

  /// Where the chunks of a file of `count` bytes lie. The number in the file's header is not asked: it is too small in
  /// a file that was not closed.
  public static func chunks(ofFileOf count: Int) -> [Range<Int>] {
    stride(from: headerSize, to: max(count, headerSize), by: chunkSize).map { $0..<min($0 + chunkSize, count) }
  }

  /// Reads one chunk: its live records in order, then those recovered, and what could not be read.
  ///
  /// - Parameters:
  ///   - bytes: The chunk, from its own header; at most `chunkSize` bytes are looked at.
  ///   - offset: Where the chunk begins in its file, in bytes.
  ///   - wanted: Asked before an event is built, so that most events of a large log need not be. It is asked once for
  ///     each record whose head tells a name, and then may look at the event as it lies there; for others, maybe more
  ///     often.
  public static func records(
    ofChunk bytes: UnsafeRawBufferPointer, at offset: Int, where wanted: ((EVTXHead, EVTXNode?) -> Bool)? = nil
  ) -> (records: [EVTXRecord], damage: [EVTXDamage]) {
    guard let base = bytes.baseAddress, bytes.count > 0 else { return ([], []) }
    var reader = ChunkReader(Bytes(base: base, count: min(bytes.count, chunkSize)), at: offset, where: wanted)
    reader.read()
    return (reader.records, reader.damage)
  }

  /// How events write a time.
  /// - Parameter filetime: 100-nanosecond steps since 1601-01-01 UTC.
  public static func text(ofTime filetime: UInt64) -> String { Times.text(filetime: filetime) }

  /// Reads one chunk that lies in an array.
  public static func records(
    ofChunk bytes: [UInt8], at offset: Int, where wanted: ((EVTXHead, EVTXNode?) -> Bool)? = nil
  ) -> (records: [EVTXRecord], damage: [EVTXDamage]) {
    bytes.withUnsafeBytes { records(ofChunk: $0, at: offset, where: wanted) }
  }
}
