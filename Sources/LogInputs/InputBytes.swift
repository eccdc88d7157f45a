/// The bytes of one input. They are good as long as the call lasts that handed them out.
public struct InputBytes: ByteSource {
  /// The file itself where it is plain (not packed, and of a known size), to be read at any offset by any thread.
  /// Reading it moves nothing here.
  public let file: PlainFile?
  private var source: any ByteSource
  private var ahead: [UInt8] = []

  public var problem: InputProblem? { source.problem }

  public init(_ source: any ByteSource, file: PlainFile? = nil) {
    self.source = source
    self.file = file
  }

  /// The first bytes, at least `count` of them unless the input is shorter, which `next()` still hands out.
  public mutating func peek(_ count: Int) -> [UInt8] {
    while ahead.count < count, let block = source.next() {
      if ahead.isEmpty { ahead = block } else { ahead += block }
    }
    return ahead
  }

  public mutating func next() -> [UInt8]? {
    guard ahead.isEmpty else {
      defer { ahead = [] }
      return ahead
    }
    return source.next()
  }
}
