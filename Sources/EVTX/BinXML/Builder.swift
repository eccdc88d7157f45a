import Markup

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

  init(_ bytes: Bytes) {
    self.bytes = bytes
    values.reserveCapacity(64)
  }

  /// Takes from what the chunk may still cost.
  mutating func spend(_ cost: Int, at offset: Int) throws(Fault) {
    left -= cost
    if left < 0 { throw Fault("grows to more than is allowed for one chunk", at: offset) }
  }

  /// Forgets values left over by a record that failed.
  mutating func reset() { values.removeAll(keepingCapacity: true) }

  /// The elements of the binary XML in `range`.
  mutating func elements(_ range: Range<Int>, depth: Int, into out: inout [Element]) throws(Fault) {
    guard depth < Self.deepest else { throw Fault("nests binary XML too deeply", at: range.lowerBound) }
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
      default: throw Fault("has an unknown token", at: at)
      }
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
    return (builder.plan, builder.at)
  }

  private mutating func instance(
    _ inside: Bytes, at start: Int, depth: Int, into out: inout [Element]
  ) throws(Fault) -> Int {
    let header = try InstanceHeader(inside, at: start)
    let plan = try plan(for: header)
    let base = values.count
    push(header)
    try build(plan, depth: depth, base: base, count: header.valueCount, into: &out)
    values.removeLast(values.count - base)
    return header.end
  }

  /// Makes the values of an instance known; the header was checked to hold them.
  mutating func push(_ header: InstanceHeader) {
    var at = header.descriptions + 4 * header.valueCount
    for index in 0..<header.valueCount {
      let description = bytes.word(header.descriptions + 4 * index)
      let size = Int(description & 0xffff)
      values.append(Value(offset: at, size: size, type: UInt8(truncatingIfNeeded: description >> 16)))
      at += size
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
    builder.plan.identifier = bytes.word(start + 4)
    builder.plan.findHead()
    plans[start] = builder.plan
    return builder.plan
  }

  @inline(__always)
  private func value(_ index: Int, base: Int, count: Int) -> Value {
    index < count ? values[base + index] : .null
  }

  private mutating func build(
    _ plan: Plan, depth: Int, base: Int, count: Int, into out: inout [Element]
  ) throws(Fault) {
    for piece in plan.roots {
      switch piece {
      case .element(let index): try build(index, of: plan, depth: depth, base: base, count: count, into: &out)
      case .instance(let offset): _ = try instance(bytes, at: offset, depth: depth + 1, into: &out)
      case .value(let index, _):
        let value = value(index, base: base, count: count)
        if value.isBinXML {
          try elements(value.offset..<(value.offset + value.size), depth: depth + 1, into: &out)
        }
      case .text: break
      }
    }
  }

  private mutating func build(
    _ index: Int, of plan: Plan, depth: Int, base: Int, count: Int, into out: inout [Element]
  ) throws(Fault) {
    let node = plan.nodes[index]
    try spend(64, at: base)
    var element = Element(node.name)
    switch node.shape {
    case .empty: break
    case .text(let text):
      element.text = text
      try spend(text.utf8.count, at: base)
    case .elements:
      element.children.reserveCapacity(node.pieces.count)
      for piece in node.pieces {
        guard case .element(let child) = plan.pieces[piece] else { continue }
        try build(child, of: plan, depth: depth, base: base, count: count, into: &element.children)
      }
    case .value(let index, let optional):
      let value = value(index, base: base, count: count)
      if optional, value.type == 0 { return }
      if value.isArray {
        element.attributes = try attributes(node, plan, base, count)
        return try repeated(element, value, into: &out)
      }
      try fill(&element, with: value, depth: depth)
    case .mixed:
      for piece in node.pieces {
        switch plan.pieces[piece] {
        case .element(let child):
          try build(child, of: plan, depth: depth, base: base, count: count, into: &element.children)
        case .instance(let offset): _ = try instance(bytes, at: offset, depth: depth + 1, into: &element.children)
        case .value(let index, _): try fill(&element, with: value(index, base: base, count: count), depth: depth)
        case .text(let text):
          try spend(text.utf8.count, at: base)
          element.text += text
        }
      }
    }
    if !node.attributes.isEmpty { element.attributes = try attributes(node, plan, base, count) }
    out.append(element)
  }

  private mutating func fill(_ element: inout Element, with value: Value, depth: Int) throws(Fault) {
    if value.isBinXML {
      try elements(value.offset..<(value.offset + value.size), depth: depth + 1, into: &element.children)
    } else {
      let text = try text(value)
      if element.text.isEmpty { element.text = text } else { element.text += text }
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
  private mutating func text(_ value: Value) throws(Fault) -> String {
    try spend(3 * value.size, at: value.offset)
    guard value.isArray else { return value.text(in: bytes) }
    return value.items(in: bytes).map { $0.text(in: bytes) }.joined(separator: ",")
  }

  private mutating func attributes(
    _ node: Plan.Node, _ plan: Plan, _ base: Int, _ count: Int
  ) throws(Fault) -> [(name: String, value: String)] {
    var attributes: [(name: String, value: String)] = []
    attributes.reserveCapacity(node.attributes.count)
    for index in node.attributes {
      let attribute = plan.attributes[index]
      try spend(32, at: base)
      if let text = attribute.text {
        attributes.append((attribute.name, text))
        try spend(text.utf8.count, at: base)
        continue
      }
      if attribute.value >= 0 {
        let value = value(attribute.value, base: base, count: count)
        if value.type != 0 { attributes.append((attribute.name, try text(value))) }
        continue
      }
      var text = ""
      for piece in attribute.pieces {
        switch plan.pieces[piece] {
        case .text(let part): text += part
        case .value(let index, _): text += try self.text(value(index, base: base, count: count))
        case .element, .instance: break
        }
      }
      try spend(text.utf8.count, at: base)
      attributes.append((attribute.name, text))
    }
    return attributes
  }
}
