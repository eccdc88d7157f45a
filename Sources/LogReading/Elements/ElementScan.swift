import ScepspecLogInputs
import ScepspecMarkup
import ScepspecPatterns

/// Reads a large log of XML elements on several threads.
struct ElementScan: TreeScan {
  /// Threads that parse; the one that calls cuts and delivers.
  private static let workers = 2
  private let format: CompiledFormat
  private let family: FamilyEvents

  /// `nil` where records have to be read one after the other.
  init?(_ recognition: Survey.Recognition, _ family: FamilyEvents) {
    guard recognition.format.reader.kind == .xml, recognition.format.writesDates,
      recognition.format.format.validity == nil
    else { return nil }
    format = recognition.format
    self.family = family
  }

  /// Calls `deliver` with what blocks of the log hold, in their order. Few are under way at a time.
  func read(_ source: any ByteSource, _ deliver: (TreeFindings) -> Void) -> ReadingTally {
    var feed = ElementFeed(source, elements: format.reader.elements)
    var problems = ElementProblems()
    let (format, family) = (format, family)
    inOrder(of: { feed.next() }, workers: Self.workers) {
      let reader = ElementBlockReader(format, family)
      return { reader.read($0) }
    } deliver: { findings in
      for problem in findings.problems { problems.add(problem) }
      deliver(findings)
    }
    if feed.isStranger { problems.tally.remark(ElementProblems.stranger(format)) }
    return problems.tally
  }
}

/// What is told of elements that were lost.
struct ElementProblems {
  var tally = ReadingTally()
  private var count = 0

  mutating func add(_ problem: MarkupProblem) {
    count += 1
    if count <= MarkupLimits().problems { tally.remark(problem.description) }
    if problem.code != .cut || count > MarkupLimits().problems { tally.misfits += 1 }
  }

  static func stranger(_ format: CompiledFormat) -> String {
    "holds no element \(format.reader.elements.joined(separator: " or "))"
  }
}

/// Recognises events in blocks of elements. Belongs to one thread.
private final class ElementBlockReader {
  private let parser = MarkupParser()
  private let trees: TreeReader
  private let prefilter: Prefilter?

  init(_ format: CompiledFormat, _ family: FamilyEvents) {
    trees = TreeReader(format, family, WayChoices(format, family, by: family.tellingFields(of: format)))
    prefilter = family.prefilter
  }

  func read(_ block: ElementFeed.Block) -> TreeFindings {
    var findings = TreeFindings()
    var lost = block.lost[...]
    block.bytes.withUnsafeBytes { bytes in
      for (index, element) in block.elements.enumerated() {
        while let first = lost.first, first.before <= index { findings.problems.append(lost.removeFirst().problem) }
        let text = UnsafeRawBufferPointer(rebasing: bytes[element.range])
        switch parser.parse(text, line: element.line) {
        case .success(let tree): findings.add(trees.read(tree, among: ways(text)), line: element.line)
        case .failure(let problem): findings.problems.append(problem)
        }
      }
    }
    findings.problems += lost.map(\.problem)
    return findings
  }

  /// The ways whose literals stand in an element; `nil` where texts may be written otherwise in it.
  private func ways(_ element: UnsafeRawBufferPointer) -> [Int]? {
    guard let prefilter else { return nil }
    return element.withMemoryRebound(to: UInt8.self) { octets in
      octets.writesTextPlainly ? prefilter.ways(for: prefilter.literals.indices(in: octets)) : nil
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Without references, comments, character data, and blanks that are read as others.
  fileprivate var writesTextPlainly: Bool {
    var previous: UInt8 = 0
    for octet in self {
      if octet == 0x26 || octet == 0x09 || (octet == 0x21 || octet == 0x3F) && previous == 0x3C { return false }
      previous = octet
    }
    return true
  }
}

extension FamilyEvents {
  /// The fields without which there is no record, as far as events ask for what they hold.
  func tellingFields(of format: CompiledFormat) -> [String] {
    let asked = Set(ways.filter(\.asksForValues).flatMap { $0.conditions.map(\.field) })
    return format.reader.needs.filter { asked.contains($0) }
  }
}
