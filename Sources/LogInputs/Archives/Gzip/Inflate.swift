/// Inflates one deflate stream (RFC 1951), as much at a time as is asked for.
///
/// It is here, beside libarchive, since that loses the last 64 KiB before a cut, which for a small log is all of it.
struct Inflate {
  struct Damaged: Error {
    let reason: String
  }

  private enum Stage {
    case header
    case stored(left: Int)
    case codes(HuffmanTable, HuffmanTable)
    case done
  }

  // Made once: a stream of many small blocks would spend its time on them.
  private static let fixedLiterals = HuffmanTable(lengths: InflateCodes.fixedLiterals)
  private static let fixedDistances = HuffmanTable(lengths: InflateCodes.fixedDistances)

  private var stage = Stage.header
  private var isLast = false

  var isDone: Bool {
    if case .done = stage { return true }
    return false
  }

  /// Inflates until the window has no room or the stream is at its end.
  /// - Throws: `Damaged`, `BitReader.Ended`; what is in the window then is good.
  mutating func run(_ reader: inout BitReader, into window: inout InflateWindow) throws {
    while window.hasRoom {
      switch stage {
      case .done: return
      case .header: try readHeader(&reader)
      case .stored(let left):
        guard left > 0 else {
          stage = isLast ? .done : .header
          continue
        }
        window.append(UInt8(try reader.take(8)))
        stage = .stored(left: left - 1)
      case .codes(let literals, let distances):
        if try Self.run(literals, distances, &reader, &window) { stage = isLast ? .done : .header }
      }
    }
  }

  private mutating func readHeader(_ reader: inout BitReader) throws {
    if isLast { return stage = .done }
    isLast = try reader.take(1) == 1
    switch try reader.take(2) {
    case 0:
      reader.alignToByte()
      let length = try reader.take(16)
      guard try reader.take(16) == ~length & 0xFFFF else { throw Damaged(reason: "the length of a block is wrong") }
      stage = .stored(left: length)
    case 1: stage = try Self.codes(Self.fixedLiterals, Self.fixedDistances)
    case 2:
      let (literals, distances) = try InflateCodes.read(&reader)
      stage = try Self.codes(HuffmanTable(lengths: literals), HuffmanTable(lengths: distances))
    default: throw Damaged(reason: "a block of unknown kind")
    }
  }

  private static func codes(_ literals: HuffmanTable?, _ distances: HuffmanTable?) throws -> Stage {
    guard let literals, let distances else { throw Damaged(reason: "a code that is none") }
    return .codes(literals, distances)
  }

  /// Whether the block's end was reached.
  private static func run(
    _ literals: HuffmanTable, _ distances: HuffmanTable, _ reader: inout BitReader, _ window: inout InflateWindow
  ) throws -> Bool {
    while window.hasRoom {
      guard let symbol = try literals.read(&reader) else { throw Damaged(reason: "bits that are no code") }
      if symbol < 256 {
        window.append(UInt8(truncatingIfNeeded: symbol))
      } else if symbol == 256 {
        return true
      } else {
        try copy(symbol - 257, distances, &reader, &window)
      }
    }
    return false
  }

  private static func copy(
    _ symbol: Int, _ distances: HuffmanTable, _ reader: inout BitReader, _ window: inout InflateWindow
  ) throws {
    guard symbol < InflateCodes.lengths.count else { throw Damaged(reason: "a length that is none") }
    let (base, extra) = InflateCodes.lengths[symbol]
    let length = base + (extra > 0 ? try reader.take(extra) : 0)
    guard let place = try distances.read(&reader), place < InflateCodes.distances.count else {
      throw Damaged(reason: "a distance that is none")
    }
    let (start, more) = InflateCodes.distances[place]
    let distance = start + (more > 0 ? try reader.take(more) : 0)
    guard window.copy(length, from: distance) else { throw Damaged(reason: "a distance beyond the beginning") }
  }
}
