import ScepspecLogInputs
import ScepspecMarkup

/// Cuts XML into blocks of whole elements.
struct ElementFeed {
  struct Block: Sendable {
    /// The elements one after the other.
    var bytes: [UInt8] = []
    var elements: [(range: Range<Int>, line: Int)] = []
    /// Lost elements, each with the number of elements of the block that came before it.
    var lost: [(before: Int, problem: MarkupProblem)] = []

    mutating func add(_ piece: MarkupCutter.Piece) {
      switch piece {
      case .element(let element, let line):
        elements.append((bytes.count..<bytes.count + element.count, line))
        bytes.append(contentsOf: element)
      case .lost(let problem): lost.append((elements.count, problem))
      }
    }
  }

  /// There is not one element in it, nor the beginning of one.
  private(set) var isStranger = true
  private var source: any ByteSource
  private var cutter: MarkupCutter
  private var isAtEnd = false

  init(_ source: any ByteSource, elements: [String]) {
    self.source = source
    cutter = MarkupCutter(elements: elements)
  }

  /// What the next bytes of the source complete.
  mutating func next() -> Block? {
    var block = Block()
    while !isAtEnd, block.elements.isEmpty, block.lost.isEmpty {
      if let bytes = source.next() {
        cutter.read(bytes) { block.add($0) }
      } else {
        isAtEnd = true
        cutter.finish { block.add($0) }
      }
    }
    guard !block.elements.isEmpty || !block.lost.isEmpty else { return nil }
    isStranger = false
    return block
  }
}
