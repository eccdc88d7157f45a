/// Cuts a stream of bytes into the elements looked for, each from its start tag to its end tag, and holds no more of it
/// than the one begun.
struct ElementScanner {
  enum Event {
    /// A complete element: where it lies, for `withBytes`, and its line, from 1.
    case element(Range<Int>, line: Int)
    case lost(MarkupProblem)
  }

  private var buffer: [UInt8] = []
  private var search: ElementSearch

  init(names: [String], limits: MarkupLimits) {
    search = ElementSearch(names: names.map { Array($0.utf8) }, limits: limits)
  }

  mutating func append(_ block: [UInt8]) {
    let used = search.needed
    // Moving the rest pays off only when much is gone: blocks may be tiny and the element large.
    if used > buffer.count / 2 { forget(used) }
    if buffer.isEmpty { buffer = block } else { buffer += block }
  }

  private mutating func forget(_ count: Int) {
    var search = search
    buffer.withUnsafeBytes { search.forget(count, in: $0) }
    self.search = search
    if count == buffer.count { buffer = [] } else { buffer.removeFirst(count) }
  }

  mutating func end() { search.isAtEnd = true }

  /// What comes next in the bytes given so far; `nil` when more are needed.
  mutating func next() -> Event? {
    var search = search
    defer { self.search = search }
    return buffer.withUnsafeBytes { search.next(in: $0) }
  }

  func withBytes<R>(_ range: Range<Int>, _ body: (UnsafeRawBufferPointer) -> R) -> R {
    buffer.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[range])) }
  }
}
