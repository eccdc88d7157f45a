/// Where the scanner stands in its buffer. Every byte is looked at a bounded number of times, whatever it is.
struct ElementSearch {
  private struct Begun {
    let start: Int
    let line: Int
    /// Of the name with its prefix, as the end tag must have it.
    let nameLength: Int
    let local: [UInt8]

    /// Whether a tag with the same name stands at `index`.
    func isNamed(_ bytes: UnsafeRawBufferPointer, at index: Int) -> Bool {
      bytes.equal(start + 1..<start + 1 + nameLength, at: index) && bytes[index + nameLength].endsMarkupName
    }
  }

  var isAtEnd = false
  private let names: [[UInt8]]
  private let limits: MarkupLimits
  private var position = 0
  private var begun: Begun?
  private var lines = LineCount()
  private var cdata = TerminatorSearch("]]>")
  private var comment = TerminatorSearch("-->")
  private var instruction = TerminatorSearch("?>")

  /// Longer names than this, prefix included, are not looked for.
  private static let nameBound = 256

  init(names: [[UInt8]], limits: MarkupLimits) {
    self.names = names
    self.limits = limits
  }

  /// Bytes at the beginning of the buffer that are done with.
  var needed: Int { begun?.start ?? position }

  /// Shifts all places, since the first bytes of the buffer, up to `needed`, will be gone.
  mutating func forget(_ count: Int, in bytes: UnsafeRawBufferPointer) {
    lines.count(bytes, to: count)
    position -= count
    begun = begun.map { Begun(start: $0.start - count, line: $0.line, nameLength: $0.nameLength, local: $0.local) }
    lines.forget(count)
    cdata.forget(count)
    comment.forget(count)
    instruction.forget(count)
  }

  mutating func next(in bytes: UnsafeRawBufferPointer) -> ElementScanner.Event? {
    while let less = bytes.first(UInt8(ascii: "<"), from: position) {
      let step = begun == nil ? lookForStart(bytes, at: less) : lookInside(bytes, at: less)
      switch step {
      case .goOn(let next): position = next
      case .wait:
        position = less
        return overflow(bytes) ?? cutAtEnd(bytes)
      case .found(let event, let next):
        position = next
        return event
      }
    }
    position = bytes.count
    return overflow(bytes) ?? cutAtEnd(bytes)
  }

  private enum Step {
    case goOn(Int)
    case wait
    case found(ElementScanner.Event, Int)
  }

  private mutating func lookForStart(_ bytes: UnsafeRawBufferPointer, at less: Int) -> Step {
    guard let tag = TagName(bytes, at: less + 1, bound: Self.nameBound) else {
      return isAtEnd ? .goOn(less + 1) : .wait
    }
    guard names.contains(where: { tag.hasLocal($0, in: bytes) }) else { return .goOn(less + 1) }
    return begin(tag, bytes, at: less)
  }

  /// Begins an element; one that is complete already, `<Event/>`, ends it too.
  private mutating func begin(_ tag: TagName, _ bytes: UnsafeRawBufferPointer, at less: Int) -> Step {
    lines.count(bytes, to: less)
    let element = Begun(
      start: less, line: lines.line, nameLength: tag.qualified.count, local: Array(bytes[tag.local]))
    switch TagEnd.find(bytes, from: tag.qualified.upperBound) {
    case .closed(let end):
      begun = nil
      return .found(.element(less..<end, line: element.line), end)
    case .open(let end):
      begun = element
      return .goOn(end)
    case .unfinished:
      guard isAtEnd || bytes.count - less > limits.bytes else { return .wait }
      begun = element
      return .goOn(tag.qualified.upperBound)
    }
  }

  private mutating func lookInside(_ bytes: UnsafeRawBufferPointer, at less: Int) -> Step {
    guard let begun else { return .goOn(less + 1) }
    if less - begun.start > limits.bytes { return .wait }
    guard less + 1 < bytes.count else { return isAtEnd ? .goOn(less + 1) : .wait }
    switch bytes[less + 1] {
    case UInt8(ascii: "/"): return lookAtEndTag(begun, bytes, at: less)
    case UInt8(ascii: "!"): return passOver(bytes, at: less)
    case UInt8(ascii: "?"): return pass(to: instruction.find(bytes, from: less + 2), bytes, from: less + 2)
    default:
      guard less + 1 + begun.nameLength < bytes.count else { return isAtEnd ? .goOn(less + 1) : .wait }
      guard begun.isNamed(bytes, at: less + 1) else { return .goOn(less + 2) }
      self.begun = nil
      return .found(.lost(cut(begun, "another one begins before its end tag")), less)
    }
  }

  private mutating func lookAtEndTag(_ begun: Begun, _ bytes: UnsafeRawBufferPointer, at less: Int) -> Step {
    var end = less + 2 + begun.nameLength
    guard end < bytes.count else { return isAtEnd ? .goOn(less + 1) : .wait }
    guard begun.isNamed(bytes, at: less + 2) else { return .goOn(less + 2) }
    while end < bytes.count, bytes[end].isMarkupSpace { end += 1 }
    guard end < bytes.count else { return isAtEnd ? .goOn(less + 1) : .wait }
    guard bytes[end] == UInt8(ascii: ">") else { return .goOn(end) }
    self.begun = nil
    let range = begun.start..<end + 1
    guard range.count <= limits.bytes else { return .found(.lost(tooLarge(begun)), end + 1) }
    return .found(.element(range, line: begun.line), end + 1)
  }

  /// Character data and comments may hold what looks like tags.
  private mutating func passOver(_ bytes: UnsafeRawBufferPointer, at less: Int) -> Step {
    let head = UnsafeRawBufferPointer(rebasing: bytes[less..<min(less + 9, bytes.count)])
    if head.count < 9 && !isAtEnd { return .wait }
    if head.elementsEqual("<![CDATA[".utf8) {
      return pass(to: cdata.find(bytes, from: less + 9), bytes, from: less + 9)
    }
    if head.starts(with: "<!--".utf8) {
      return pass(to: comment.find(bytes, from: less + 4), bytes, from: less + 4)
    }
    return .goOn(less + 2)
  }

  private mutating func pass(to end: Int?, _ bytes: UnsafeRawBufferPointer, from start: Int) -> Step {
    if let end { return .goOn(end) }
    guard let begun, isAtEnd || bytes.count - begun.start > limits.bytes else { return .wait }
    // It never ends: what looks like elements in it is taken for that.
    self.begun = nil
    return .found(.lost(isAtEnd ? cut(begun, "the input ends before its end tag") : tooLarge(begun)), start)
  }

  /// Gives up an element that has grown too large; what follows is searched for the next.
  private mutating func overflow(_ bytes: UnsafeRawBufferPointer) -> ElementScanner.Event? {
    guard let begun, position - begun.start > limits.bytes else { return nil }
    self.begun = nil
    return .lost(tooLarge(begun))
  }

  private mutating func cutAtEnd(_ bytes: UnsafeRawBufferPointer) -> ElementScanner.Event? {
    guard isAtEnd, let begun else { return nil }
    self.begun = nil
    return .lost(cut(begun, "the input ends before its end tag"))
  }

  private func cut(_ element: Begun, _ how: String) -> MarkupProblem {
    let name = String(decoding: element.local, as: UTF8.self)
    return MarkupProblem(code: .cut, line: element.line, message: "an element \(name) is cut off: \(how)")
  }

  private func tooLarge(_ element: Begun) -> MarkupProblem {
    let name = String(decoding: element.local, as: UTF8.self)
    return MarkupProblem(
      code: .limit, line: element.line,
      message: "an element \(name) has no end within \(limits.bytes >> 10) KiB: passed over")
  }
}
