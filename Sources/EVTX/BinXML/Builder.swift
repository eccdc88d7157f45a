import ScepspecMarkup

/// Builds the elements of events of one chunk. Keeps the chunk's templates, parsed.
struct Builder {
  /// Binary XML inside values inside binary XML: deeper is refused.
  static let deepest = 16
  /// What one chunk may grow to, in bytes of text and of elements, counted roughly. Values can be used many times, and
  /// so a few bytes could stand for more than any memory holds. Real chunks stay below a tenth.
  static let allowance = 16 << 20

  let bytes: Bytes
  private var plans: [Int: Plan] = [:]
  /// The values of the instances that are open, the innermost last.
  private var values: [Value] = []
  private var left = Builder.allowance
  /// An instance must repeat its definition's identifier. Asked of deleted records, whose templates may be overwritten.
  var isStrict = false
  /// Values are cut where they run over their end, and binary XML in values is left out if it cannot be read. For what
  /// can be saved of a damaged record.
  var isLenient = false

  init(_ bytes: Bytes) {
    self.bytes = bytes
    values.reserveCapacity(64)
  }

  /// Takes from what the chunk may still cost.
  mutating func spend(_ cost: Int, at offset: Int) throws(Fault) {
    left -= cost
    if left < 0 { throw Fault("grows to more than is allowed for one chunk", at: offset, isBound: true) }
  }

  /// How many values are open; a new instance's begin there.
  var valueCount: Int { values.count }

  /// Ends instances down to `base`.
  mutating func pop(to base: Int) { values.removeLast(max(0, values.count - base)) }

  /// Forgets values left over by a record that failed.
  mutating func reset() { values.removeAll(keepingCapacity: true) }

  /// The elements of the binary XML in `range`.
  mutating func elements(_ range: Range<Int>, depth: Int, into out: inout [Element]) throws(Fault) {
    guard depth < Self.deepest else { throw Fault("nests binary XML too deeply", at: range.lowerBound, isBound: true) }
    let inside = bytes.upTo(range.upperBound)
    var at = range.lowerBound
    while at < range.upperBound {
      switch inside.byte(at) & 0x3f {
      case 0x00: return
      case 0x0f: at += 4
      case 0x0c: at = try instance(inside, at: at, depth: depth, into: &out)
      case 0x01:
        let (plan, end) = try looseElement(inside, at: at)
        try build(plan, depth: depth, base: values.count, count: 0, into: &out)
        at = end
      case 0x0a: at += 5
      case 0x0b: at += 3 + 2 * Int(inside.half(at + 1))
      default:
        if isLenient, !out.isEmpty { return }
        throw Fault("has an unknown token", at: at)
      }
    }
  }

  /// The elements of binary XML in a value.
  private mutating func nested(_ value: Value, depth: Int, into out: inout [Element]) throws(Fault) {
    guard isLenient else { return try elements(value.range, depth: depth, into: &out) }
    let (kept, open) = (out.count, values.count)
    do {
      try elements(value.range, depth: depth, into: &out)
    } catch {
      out.removeLast(out.count - kept)
      values.removeLast(values.count - open)
      if error.isBound { throw error }
    }
  }

  /// An element outside of templates. Whether it has the two bytes more of a definition's elements is not said: it is
  /// read without them, and else with them.
  private mutating func looseElement(_ inside: Bytes, at start: Int) throws(Fault) -> (Plan, Int) {
    try spend(16 * (inside.count - start), at: start)
    var builder = PlanBuilder(bytes, from: start, to: inside.count, hasDependency: false)
    do {
      try builder.element()
    } catch {
      builder = PlanBuilder(bytes, from: start, to: inside.count, hasDependency: true)
      try builder.element()
    }
    return (Plan(builder, identifier: 0), builder.at)
  }

  private mutating func instance(
    _ inside: Bytes, at start: Int, depth: Int, into out: inout [Element]
  ) throws(Fault) -> Int {
    let header = try InstanceHeader(inside, at: start, isLenient: isLenient)
    let plan = try plan(for: header)
    let base = values.count
    push(header)
    try build(plan, depth: depth, base: base, count: header.valueCount, into: &out)
    values.removeLast(values.count - base)
    return header.end
  }

  /// Makes the values of an instance known; the header was checked to hold them.
  mutating func push(_ header: InstanceHeader) {
    let base = values.count
    values.append(contentsOf: repeatElement(.null, count: header.valueCount))
    let bytes = bytes
    values.withUnsafeMutableBufferPointer { values in
      var at = header.descriptions + 4 * header.valueCount
      for index in 0..<header.valueCount {
        let description = bytes.word(header.descriptions + 4 * index)
        let size = min(Int(description & 0xffff), header.end - at)
        values[base + index] = Value(offset: at, size: size, type: UInt8(truncatingIfNeeded: description >> 16))
        at += size
      }
    }
  }

  /// The parsed definition of an instance.
  mutating func plan(for header: InstanceHeader) throws(Fault) -> Plan {
    let plan = try self.plan(at: header.definition)
    if isStrict, plan.identifier != header.identifier {
      throw Fault("has lost its template", at: header.definition)
    }
    return plan
  }

  private mutating func plan(at start: Int) throws(Fault) -> Plan {
    if let plan = plans[start] { return plan }
    try bytes.need(24, at: start)
    let size = Int(bytes.word(start + 20))
    try bytes.need(size, at: start + 24)
    try spend(16 * size + 64, at: start)
    var builder = PlanBuilder(bytes, from: start + 24, to: start + 24 + size, hasDependency: true)
    try builder.fragment()
    let plan = Plan(builder, identifier: bytes.word(start + 4))
    plans[start] = plan
    return plan
  }

  /// Whether the instance at `base` was pushed and not yet popped is the caller's to know; without it all is missing.
  @inline(__always)
  func value(_ index: Int, base: Int, count: Int) -> Value {
    index < count && base + index < values.count ? values[base + index] : .null
  }

  private mutating func build(
    _ plan: Plan, depth: Int, base: Int, count: Int, into out: inout [Element]
  ) throws(Fault) {
    for piece in plan.roots {
      let index = Int(piece.index)
      switch piece.kind {
      case .element: try build(index, of: plan, depth: depth, base: base, count: count, into: &out)
      case .instance: _ = try instance(bytes, at: index, depth: depth + 1, into: &out)
      case .value, .optionalValue:
        let value = value(index, base: base, count: count)
        if value.isBinXML { try nested(value, depth: depth + 1, into: &out) }
      case .text: break
      }
    }
  }

  private mutating func build(
    _ index: Int, of plan: Plan, depth: Int, base: Int, count: Int, into out: inout [Element]
  ) throws(Fault) {
    try spend(64, at: base)
    let pieces = Range(plan.nodes[index].pieces)
    switch plan.nodes[index].shape {
    case .empty:
      out.append(Element(plan.nodes[index].name, attributes: try attributes(index, plan, base, count)))
    case .text:
      let text = plan.nodes[index].text
      try spend(text.utf8.count, at: base)
      out.append(Element(plan.nodes[index].name, attributes: try attributes(index, plan, base, count), text: text))
    case .elements:
      var children: [Element] = []
      children.reserveCapacity(pieces.count)
      for piece in pieces {
        try build(Int(plan.pieces[piece].index), of: plan, depth: depth, base: base, count: count, into: &children)
      }
      let attributes = try attributes(index, plan, base, count)
      out.append(Element(plan.nodes[index].name, attributes: attributes, children: children))
    case .value:
      let piece = plan.pieces[pieces.lowerBound]
      let value = value(Int(piece.index), base: base, count: count)
      if piece.kind == .optionalValue, value.type == 0 { return }
      let attributes = try attributes(index, plan, base, count)
      if value.isArray {
        try repeated(Element(plan.nodes[index].name, attributes: attributes), value, into: &out)
      } else if value.isBinXML {
        var children: [Element] = []
        try nested(value, depth: depth + 1, into: &children)
        out.append(Element(plan.nodes[index].name, attributes: attributes, children: children))
      } else {
        let text = try text(value, remembering: pieces.lowerBound, of: plan)
        out.append(Element(plan.nodes[index].name, attributes: attributes, text: text))
      }
    case .mixed:
      var element = Element(plan.nodes[index].name, attributes: try attributes(index, plan, base, count))
      element.children.reserveCapacity(pieces.count)
      for piece in pieces {
        try fill(&element, with: plan.pieces[piece], of: plan, depth: depth, base: base, count: count)
      }
      out.append(element)
    }
  }

  private mutating func fill(
    _ element: inout Element, with piece: Plan.Piece, of plan: Plan, depth: Int, base: Int, count: Int
  ) throws(Fault) {
    let index = Int(piece.index)
    switch piece.kind {
    case .element: try build(index, of: plan, depth: depth, base: base, count: count, into: &element.children)
    case .instance: _ = try instance(bytes, at: index, depth: depth + 1, into: &element.children)
    case .value, .optionalValue:
      let value = value(index, base: base, count: count)
      if value.isBinXML {
        try nested(value, depth: depth + 1, into: &element.children)
      } else {
        element.text += try text(value)
      }
    case .text:
      try spend(plan.texts[index].utf8.count, at: base)
      element.text += plan.texts[index]
    }
  }

  /// An array gives one element an item; an empty one gives one empty element.
  private mutating func repeated(_ element: Element, _ value: Value, into out: inout [Element]) throws(Fault) {
    let items = value.items(in: bytes)
    for item in items {
      var copy = element
      copy.text = try text(item)
      try spend(64, at: value.offset)
      out.append(copy)
    }
    if items.isEmpty { out.append(element) }
  }

  /// The text of a value; the items of an array with commas between.
  mutating func text(_ value: Value) throws(Fault) -> String {
    try spend(3 * value.size, at: value.offset)
    guard value.isArray else { return value.text(in: bytes) }
    return value.items(in: bytes).map { $0.text(in: bytes) }.joined(separator: ",")
  }

  /// The text of a value, made anew only if it is not the one of the event before. Times always are.
  mutating func text(
    _ value: Value, remembering piece: Int, of plan: Plan
  ) throws(Fault) -> String {
    guard value.size <= 8, value.type != 0x11, !value.isArray else { return try text(value) }
    let bits = value.bits(in: bytes)
    if plan.memos[piece].bits == bits, plan.memos[piece].size == value.size, plan.memos[piece].type == value.type {
      let text = plan.memos[piece].text
      try spend(text.utf8.count, at: value.offset)
      return text
    }
    let text = try text(value)
    plan.memos[piece] = Plan.Memo(bits: bits, size: value.size, type: value.type, text: text)
    return text
  }

  private mutating func attributes(
    _ node: Int, _ plan: Plan, _ base: Int, _ count: Int
  ) throws(Fault) -> [(name: String, value: String)] {
    if plan.nodes[node].isFixed { return plan.nodes[node].fixed }
    let range = Range(plan.nodes[node].attributes)
    var attributes: [(name: String, value: String)] = []
    for index in range {
      try spend(32, at: base)
      guard let text = try text(of: index, plan, base, count) else { continue }
      if attributes.isEmpty { attributes.reserveCapacity(range.count) }
      attributes.append((plan.attributes[index].name, text))
    }
    return attributes
  }

  /// The text of an attribute; nil if all it holds is a value that is missing.
  mutating func text(
    of attribute: Int, _ plan: Plan, _ base: Int, _ count: Int
  ) throws(Fault) -> String? {
    if let text = plan.attributes[attribute].text {
      try spend(text.utf8.count, at: base)
      return text
    }
    let pieces = Range(plan.attributes[attribute].pieces)
    if pieces.count == 1 {
      let value = value(Int(plan.pieces[pieces.lowerBound].index), base: base, count: count)
      return value.type == 0 ? nil : try text(value, remembering: pieces.lowerBound, of: plan)
    }
    var text = ""
    for index in pieces {
      let piece = plan.pieces[index]
      switch piece.kind {
      case .text: text += plan.texts[Int(piece.index)]
      case .value, .optionalValue: text += try self.text(value(Int(piece.index), base: base, count: count))
      case .element, .instance: break
      }
    }
    try spend(text.utf8.count, at: base)
    return text
  }
}
