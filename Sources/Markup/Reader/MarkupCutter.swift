/// Cuts a stream of UTF-8 into complete elements of given names, for others to parse: the half of a `MarkupReader` that
/// has to go through the stream in order.
public struct MarkupCutter {
  /// An element that is complete, or one that was lost.
  public enum Piece {
    /// Its bytes, good while the call lasts, and the line where it begins, from 1.
    case element(UnsafeRawBufferPointer, line: Int)
    case lost(MarkupProblem)
  }

  private var scanner: ElementScanner

  /// - Parameter elements: the local names to look for. An element that lies in another of these is part of it.
  public init(elements: [String], limits: MarkupLimits = MarkupLimits()) {
    scanner = ElementScanner(names: elements, limits: limits)
  }

  /// Takes the next bytes, and calls `body` with all that they complete.
  public mutating func read(_ block: [UInt8], _ body: (Piece) -> Void) {
    scanner.append(block)
    cut(body)
  }

  /// Takes the end of the stream, and tells of what it cuts.
  public mutating func finish(_ body: (Piece) -> Void) {
    scanner.end()
    cut(body)
  }

  private mutating func cut(_ body: (Piece) -> Void) {
    while let event = scanner.next() {
      switch event {
      case .element(let range, let line): scanner.withBytes(range) { body(.element($0, line: line)) }
      case .lost(let problem): body(.lost(problem))
      }
    }
  }
}

/// Parses elements that a `MarkupCutter` has cut. Belongs to one thread.
public final class MarkupParser {
  private let parser: ElementParser

  public init(limits: MarkupLimits = MarkupLimits()) { parser = ElementParser(limits: limits) }

  /// The element that the bytes are, or why they are none.
  /// - Parameter line: where it begins, from 1.
  public func parse(_ bytes: UnsafeRawBufferPointer, line: Int) -> Result<Element, MarkupProblem> {
    parser.parse(bytes).mapError { MarkupProblem(code: $0.code, line: line, message: $0.message) }
  }
}
