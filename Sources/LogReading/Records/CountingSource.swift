import ScepspecLogInputs

/// Tells how many bytes were taken out of a source.
struct CountingSource: ByteSource {
  private var source: any ByteSource
  private let onBytes: (Int) -> Void

  init(_ source: any ByteSource, _ onBytes: @escaping (Int) -> Void) {
    self.source = source
    self.onBytes = onBytes
  }

  var problem: InputProblem? { source.problem }

  mutating func next() -> [UInt8]? {
    guard let block = source.next() else { return nil }
    onBytes(block.count)
    return block
  }
}
