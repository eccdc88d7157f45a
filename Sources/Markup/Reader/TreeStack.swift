/// The elements that are open. Children and text of all of them lie in one stack each, so that an element costs its own
/// arrays and nothing more.
struct TreeStack {
  struct Open {
    let name: String
    let attributes: [(name: String, value: String)]
    /// The name as written, prefix included: where it lies in the bytes.
    let written: Range<Int>
    let firstChild: Int
    let textStart: Int
  }

  static let none = TreeStack()

  private(set) var open: [Open] = []
  private var finished: [Element] = []
  private var text: [UInt8] = []

  func emptied() -> TreeStack {
    var result = self
    result.open.removeAll(keepingCapacity: true)
    result.finished.removeAll(keepingCapacity: true)
    result.text.removeAll(keepingCapacity: true)
    return result
  }

  mutating func push(_ name: String, _ attributes: [(name: String, value: String)], written: Range<Int>) {
    open.append(
      Open(
        name: name, attributes: attributes, written: written, firstChild: finished.count, textStart: text.count))
  }

  mutating func append(_ bytes: UnsafeRawBufferPointer) {
    if !bytes.isEmpty { text.append(contentsOf: bytes) }
  }

  mutating func append(_ byte: UInt8) { text.append(byte) }

  mutating func append(scalar: Unicode.Scalar) {
    text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }

  /// Ends the innermost element, with one more piece of text; the outermost is returned.
  mutating func pop(_ last: UnsafeRawBufferPointer) -> Element? {
    guard let element = open.popLast() else { return nil }
    let children = element.firstChild == finished.count ? [] : Array(finished[element.firstChild...])
    finished.removeLast(children.count)
    let complete = Element(
      element.name, attributes: element.attributes, children: children,
      text: takeText(from: element.textStart, last, dropsSpace: !children.isEmpty))
    if open.isEmpty { return complete }
    finished.append(complete)
    return nil
  }

  private mutating func takeText(from start: Int, _ last: UnsafeRawBufferPointer, dropsSpace: Bool) -> String {
    if start == text.count {
      if last.isEmpty || dropsSpace && last.allSatisfy(\.isMarkupSpace) { return "" }
      return String(decoding: last, as: UTF8.self)
    }
    text.append(contentsOf: last)
    defer { text.removeLast(text.count - start) }
    return text.withUnsafeBytes { all in
      let own = UnsafeRawBufferPointer(rebasing: all[start...])
      return dropsSpace && own.allSatisfy(\.isMarkupSpace) ? "" : String(decoding: own, as: UTF8.self)
    }
  }
}
