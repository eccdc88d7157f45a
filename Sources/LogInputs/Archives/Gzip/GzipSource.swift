/// What a gzip file holds (RFC 1952); files one after another are one. All that comes before a cut or damage is given.
final class GzipSource: ByteSource {
  private let name: String
  private var reader: BitReader
  private var window: InflateWindow
  private var inflate: Inflate?
  private var checksum = Checksum32()
  private var length = 0
  private var isFirst = true
  private var ended = false
  private var pending: [UInt8] = []
  private let gave: (Int) -> InputProblem?
  private(set) var problem: InputProblem?

  /// - Parameters:
  ///   - took: told how many packed bytes were read.
  ///   - gave: told how many bytes came of them; returns the bound that this breaks.
  init(
    _ source: InputBytes, name: String, block: Int, took: @escaping (Int) -> Void,
    gave: @escaping (Int) -> InputProblem?
  ) {
    self.name = name
    self.gave = gave
    reader = BitReader(source, took: took)
    window = InflateWindow(block: block)
  }

  func next() -> [UInt8]? {
    while !ended {
      do { try advance() } catch { fail(error) }
      let bytes = pending
      guard !bytes.isEmpty else { continue }
      pending = []
      if let broken = gave(bytes.count) {
        problem = broken
        ended = true
      }
      return bytes
    }
    return nil
  }

  private func advance() throws {
    guard var running = inflate else { return try begin() }
    inflate = nil
    let outcome = Result { try running.run(&reader, into: &window) }
    pending = window.flush()
    checksum.add(pending)
    length += pending.count
    try outcome.get()
    guard running.isDone else { return inflate = running }
    window.clear()
    try readTrailer()
  }

  private func readTrailer() throws {
    reader.alignToByte()
    let stored = try reader.take(32)
    let size = try reader.take(32)
    guard stored == Int(checksum.value), size == length & 0xFFFF_FFFF else {
      throw Inflate.Damaged(reason: "its checksum is not that of its content")
    }
  }

  /// Reads a header; bytes after the last file that are no header are padding.
  private func begin() throws {
    if !isFirst, reader.isAtEnd() { return ended = true }
    guard try reader.take(16) == 0x8B1F, try reader.take(8) == 8 else {
      guard !isFirst else { throw Inflate.Damaged(reason: "no gzip header") }
      return ended = true
    }
    isFirst = false
    let flags = try reader.take(8)
    _ = try (reader.take(32), reader.take(16))
    if flags & 4 != 0 { for _ in 0..<(try reader.take(16)) { _ = try reader.take(8) } }
    if flags & 8 != 0 { while try reader.take(8) != 0 {} }
    if flags & 16 != 0 { while try reader.take(8) != 0 {} }
    if flags & 2 != 0 { _ = try reader.take(16) }
    (inflate, checksum, length) = (Inflate(), Checksum32(), 0)
  }

  private func fail(_ error: any Error) {
    ended = true
    let reason = (error as? Inflate.Damaged)?.reason ?? "it ends too early"
    problem =
      reader.problem ?? InputProblem(.damaged, name, "damaged or cut short (\(reason)): what came before is used")
  }
}
