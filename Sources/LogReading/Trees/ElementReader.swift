import LogInputs
import Markup

/// Elements of XML, with or without one root around them.
final class ElementReader: RecordReader {
  private(set) var tally = ReadingTally()
  private let mapping: ElementRecord
  private let elements: [String]

  init(_ format: CompiledFormat) {
    mapping = ElementRecord(format.reader)
    elements = format.reader.elements
  }

  func read(_ source: any ByteSource, _ body: (Record) -> Bool) {
    var source = source
    var markup = MarkupReader(elements: elements)
    var goesOn = true
    func take(_ element: Element, _ line: Int) throws(Stopped) {
      guard goesOn else { throw Stopped() }
      goesOn = body(mapping.record(element, line: line))
      if !goesOn { throw Stopped() }
    }
    do {
      while let block = source.next() { try markup.read(block, take) }
      try markup.finish(take)
    } catch {
      return
    }
    for problem in markup.problems {
      tally.remark(problem.description)
      if problem.code != .cut { tally.misfits += 1 }
    }
    tally.misfits += markup.furtherProblems
  }

  private struct Stopped: Error {}
}
