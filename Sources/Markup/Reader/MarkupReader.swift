/// Reads complete elements of given names out of a stream of UTF-8, each as a tree.
///
/// It is made for what real exports hold: elements one after another with or without a root, an XML declaration
/// before each, forbidden control characters, a last element that is cut off. It cuts the stream into the elements
/// first and parses each by itself, so that damage costs one element and there is never a declared encoding, a document
/// type or an entity definition to obey.
///
/// Namespaces are dropped: names are local, and declarations are no attributes. The text of an element that has
/// children is dropped if it is only white space. An element inside one of the same name is taken as a new one
/// after one that was cut.
public struct MarkupReader {
  /// Elements lost so far, in the order of the stream.
  public private(set) var problems: [MarkupProblem] = []
  /// Problems beyond `limits.problems`, which are only counted.
  public private(set) var furtherProblems = 0

  private let limits: MarkupLimits
  private var scanner: ElementScanner
  private let parser: ElementParser

  /// - Parameter elements: the local names to look for. An element that lies in another of these is part of it.
  public init(elements: [String], limits: MarkupLimits = MarkupLimits()) {
    self.limits = limits
    scanner = ElementScanner(names: elements, limits: limits)
    parser = ElementParser(limits: limits)
  }

  /// Takes the next bytes, and calls `body` with each element that they complete and the line where it begins, from 1.
  public mutating func read(_ block: [UInt8], _ body: (Element, Int) throws -> Void) rethrows {
    scanner.append(block)
    try readElements(body)
  }

  /// Takes the end of the stream, and tells of what it cuts.
  public mutating func finish(_ body: (Element, Int) throws -> Void) rethrows {
    scanner.end()
    try readElements(body)
  }

  private mutating func readElements(_ body: (Element, Int) throws -> Void) rethrows {
    while let event = scanner.next() {
      switch event {
      case .element(let range, let line):
        switch scanner.withBytes(range, { parser.parse($0) }) {
        case .success(let element): try body(element, line)
        case .failure(let failure): note(MarkupProblem(code: failure.code, line: line, message: failure.message))
        }
      case .lost(let problem): note(problem)
      }
    }
  }

  private mutating func note(_ problem: MarkupProblem) {
    if problems.count < limits.problems { problems.append(problem) } else { furtherProblems += 1 }
  }
}
