/// The bytes of one member, or of one compressed stream.
final class MemberSource: ByteSource {
  private let reader: ArchiveReader
  private let expansion: Expansion
  private let layer: Int
  private let name: String
  private let block: Int
  private var ended = false
  private(set) var problem: InputProblem?

  init(_ reader: ArchiveReader, _ expansion: Expansion, layer: Int, name: String, block: Int) {
    self.reader = reader
    self.expansion = expansion
    self.layer = layer
    self.name = name
    self.block = block
  }

  func next() -> [UInt8]? {
    guard !ended else { return nil }
    let (bytes, failure) = reader.read(upTo: block)
    if let failure {
      problem =
        reader.problem(name)
        ?? InputProblem(.damaged, name, "damaged or cut short (\(failure)): what came before is used")
    }
    expansion.gave(bytes.count, layer: layer, name)
    if let broken = expansion.broken { problem = broken }
    ended = bytes.isEmpty || problem != nil
    return bytes.isEmpty ? nil : bytes
  }

  /// No byte more: the archive has moved on to another member.
  func close() { ended = true }
}
