import ScepspecLogInputs
import ScepspecMarkup

/// Elements of XML, with or without one root around them.
final class ElementReader: RecordReader {
  var tally: ReadingTally { problems.tally }
  private var problems = ElementProblems()
  private let format: CompiledFormat
  private let mapping: ElementRecord

  init(_ format: CompiledFormat) {
    self.format = format
    mapping = ElementRecord(format.reader)
  }

  func read(_ source: any ByteSource, _ body: (Record) -> Bool) {
    var source = source
    var markup = MarkupReader(elements: format.reader.elements)
    var isStranger = true
    var goesOn = true
    func take(_ element: Element, _ line: Int) throws(Stopped) {
      guard goesOn else { throw Stopped() }
      isStranger = false
      goesOn = body(mapping.record(element, line: line))
      if !goesOn { throw Stopped() }
    }
    do {
      while let block = source.next() { try markup.read(block, take) }
      try markup.finish(take)
    } catch {
      return
    }
    for problem in markup.problems { problems.add(problem) }
    problems.tally.misfits += markup.furtherProblems
    if isStranger, markup.problems.isEmpty { problems.tally.remark(ElementProblems.stranger(format)) }
  }

  private struct Stopped: Error {}
}
