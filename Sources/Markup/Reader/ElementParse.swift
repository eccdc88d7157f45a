/// One pass over the bytes of one element.
struct ElementParse {
  let bytes: UnsafeRawBufferPointer
  let limits: MarkupLimits
  private(set) var tree: TreeStack
  private var index = 0
  private var nodes = 0

  init(bytes: UnsafeRawBufferPointer, limits: MarkupLimits, tree: TreeStack) {
    self.bytes = bytes
    self.limits = limits
    self.tree = tree
  }

  /// The element that the bytes are.
  mutating func element() throws(ElementParser.Failure) -> Element {
    guard byte(0) == UInt8(ascii: "<") else { throw damaged("a start tag was expected") }
    if let whole = try startTag() { return try onlyThat(whole) }
    while index < bytes.count {
      let last = text()
      if byte(index + 1) == UInt8(ascii: "/") {
        if let whole = try endTag(last) { return try onlyThat(whole) }
      } else {
        tree.append(last)
        if let whole = try markup() { return try onlyThat(whole) }
      }
    }
    throw damaged("the end tag is missing")
  }

  private func onlyThat(_ element: Element) throws(ElementParser.Failure) -> Element {
    guard index == bytes.count else { throw damaged("more end tags than start tags") }
    return element
  }

  /// Keeps text up to the next tag, but for the last piece of it, which is returned.
  private mutating func text() -> UnsafeRawBufferPointer {
    while true {
      let start = index
      index = bytes.textEnd(from: start)
      let piece = UnsafeRawBufferPointer(rebasing: bytes[start..<index])
      guard let special = byte(index), special != UInt8(ascii: "<") else { return piece }
      tree.append(piece)
      if special == UInt8(ascii: "&") {
        reference { tree, scalar in tree.append(scalar: scalar) }
      } else {
        // Line ends are line feeds (XML 1.0, section 2.11).
        tree.append(0x0A)
        index += byte(index + 1) == 0x0A ? 2 : 1
      }
    }
  }

  /// Anything that begins with `<` but an end tag.
  private mutating func markup() throws(ElementParser.Failure) -> Element? {
    switch byte(index + 1) {
    case UInt8(ascii: "!"): try section()
    case UInt8(ascii: "?"): index = try place(after: "?>", from: index + 2)
    default: return try startTag()
    }
    return nil
  }

  private mutating func section() throws(ElementParser.Failure) {
    if bytes.holds("<!--", at: index) {
      index = try place(after: "-->", from: index + 4)
    } else if bytes.holds("<![CDATA[", at: index) {
      let start = index + 9
      index = try place(after: "]]>", from: start)
      tree.append(UnsafeRawBufferPointer(rebasing: bytes[start..<index - 3]))
    } else {
      throw damaged("a comment or character data was expected after `<!`")
    }
  }

  private func place(after mark: StaticString, from start: Int) throws(ElementParser.Failure) -> Int {
    var from = start
    while let end = bytes.first(UInt8(ascii: ">"), from: from) {
      if end + 1 - mark.utf8CodeUnitCount >= start, bytes.holds(mark, at: end + 1 - mark.utf8CodeUnitCount) {
        return end + 1
      }
      from = end + 1
    }
    throw damaged("`\(mark)` is missing")
  }

  private mutating func endTag(_ last: UnsafeRawBufferPointer) throws(ElementParser.Failure) -> Element? {
    let start = index + 2
    guard let open = tree.open.last else { throw damaged("an end tag without a start tag") }
    let end = start + open.written.count
    guard end < bytes.count, bytes.equal(open.written, at: start) else {
      throw damaged("not the end tag of \(open.name)")
    }
    index = end
    skipSpace()
    guard byte(index) == UInt8(ascii: ">") else { throw damaged("not the end tag of \(open.name)") }
    index += 1
    return tree.pop(last)
  }

  /// Pushes the element; an empty one, `<a/>`, ends at once.
  private mutating func startTag() throws(ElementParser.Failure) -> Element? {
    index += 1
    let written = try name()
    var attributes: [(name: String, value: String)] = []
    while true {
      let before = index
      skipSpace()
      switch byte(index) {
      case UInt8(ascii: ">"):
        index += 1
        try push(written, attributes)
        return nil
      case UInt8(ascii: "/") where byte(index + 1) == UInt8(ascii: ">"):
        index += 2
        try push(written, attributes)
        return tree.pop(UnsafeRawBufferPointer(start: nil, count: 0))
      default:
        guard index > before else { throw damaged("an attribute was expected") }
        try attribute(into: &attributes)
      }
    }
  }

  private mutating func push(
    _ written: Range<Int>, _ attributes: [(name: String, value: String)]
  ) throws(ElementParser.Failure) {
    nodes += 1 + attributes.count
    guard tree.open.count < limits.depth else { throw limit("more than \(limits.depth) elements inside each other") }
    guard nodes <= limits.nodes else { throw limit("more than \(limits.nodes) elements and attributes in one") }
    tree.push(local(written), attributes, written: written)
  }

  private mutating func attribute(
    into attributes: inout [(name: String, value: String)]
  ) throws(ElementParser.Failure) {
    let written = try name()
    skipSpace()
    guard byte(index) == UInt8(ascii: "=") else { throw damaged("`=` was expected after an attribute's name") }
    index += 1
    skipSpace()
    guard let quote = byte(index), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      throw damaged("a quoted value was expected")
    }
    index += 1
    let value = try self.value(quote)
    guard
      !bytes.holds("xmlns", at: written.lowerBound)
        || !(written.count == 5 || bytes.holds("xmlns:", at: written.lowerBound))
    else { return }
    attributes.append((local(written), value))
    // Here already, so that one tag cannot hold them all.
    if nodes + attributes.count > limits.nodes {
      throw limit("more than \(limits.nodes) elements and attributes in one")
    }
  }

  private mutating func value(_ quote: UInt8) throws(ElementParser.Failure) -> String {
    let start = index
    index = bytes.valueEnd(from: start, quote: quote)
    if byte(index) == quote {
      defer { index += 1 }
      return String(decoding: UnsafeRawBufferPointer(rebasing: bytes[start..<index]), as: UTF8.self)
    }
    var value = Array(bytes[start..<index])
    while let special = byte(index), special != quote {
      switch special {
      case UInt8(ascii: "<"): throw damaged("`<` in an attribute's value")
      case UInt8(ascii: "&"):
        reference { _, scalar in value.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter) }
      default:
        // White space in values is blanks (XML 1.0, section 3.3.3).
        value.append(0x20)
        index += special == 0x0D && byte(index + 1) == 0x0A ? 2 : 1
      }
      let end = bytes.valueEnd(from: index, quote: quote)
      value.append(contentsOf: bytes[index..<end])
      index = end
    }
    guard index < bytes.count else { throw damaged("the quote that ends a value is missing") }
    index += 1
    return String(decoding: value, as: UTF8.self)
  }

  /// The character that a reference stands for; an ampersand that begins none is itself.
  private mutating func reference(_ take: (inout TreeStack, Unicode.Scalar) -> Void) {
    if let (scalar, length) = MarkupReference.read(bytes, at: index) {
      take(&tree, scalar)
      index += length
    } else {
      take(&tree, "&")
      index += 1
    }
  }

  private mutating func name() throws(ElementParser.Failure) -> Range<Int> {
    let start = index
    while let next = byte(index), !next.endsMarkupName, next != UInt8(ascii: "=") { index += 1 }
    guard index > start, let first = byte(start), first.beginsMarkupName else { throw damaged("a name was expected") }
    return start..<index
  }

  private func local(_ written: Range<Int>) -> String {
    let name = UnsafeRawBufferPointer(rebasing: bytes[written])
    let colon = name.lastIndex(of: UInt8(ascii: ":")).map { $0 + 1 } ?? 0
    return String(decoding: UnsafeRawBufferPointer(rebasing: name[colon...]), as: UTF8.self)
  }

  private mutating func skipSpace() {
    while let next = byte(index), next.isMarkupSpace { index += 1 }
  }

  private func byte(_ index: Int) -> UInt8? { index < bytes.count ? bytes[index] : nil }

  private func damaged(_ reason: String) -> ElementParser.Failure {
    ElementParser.Failure(code: .damaged, message: "damaged markup \(index) bytes into the element: \(reason)")
  }

  private func limit(_ reason: String) -> ElementParser.Failure {
    ElementParser.Failure(code: .limit, message: "\(reason): passed over")
  }
}
