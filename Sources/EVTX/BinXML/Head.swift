extension Builder {
  /// Adds to the head what the binary XML in `range` tells without being built; nothing where building might fail, so
  /// that what is damaged is found by building it.
  /// - Returns: the event, whose values are then open.
  mutating func read(_ head: inout EVTXHead, _ range: Range<Int>) -> Plan? {
    let inside = bytes.upTo(range.upperBound)
    var at = range.lowerBound
    while at < range.upperBound, inside.byte(at) & 0x3f == 0x0f { at += 4 }
    guard at < range.upperBound, inside.byte(at) & 0x3f == 0x0c, let header = try? InstanceHeader(inside, at: at),
      let plan = try? plan(for: header), let name = plan.head.name, plan.head.isPlain,
      areBuildable(header, depth: 0), isBuildable(header.end..<range.upperBound, depth: 0)
    else { return nil }
    reset()
    push(header)
    head.name = name
    head.provider = text(plan.head.provider, header).flatMap { $0.isEmpty ? nil : $0 }
    head.id = number(plan.head.id, header)
    if case .value(let index) = plan.head.created, let value = value(index, header), value.type == 0x11, value.size == 8
    {
      head.created = bytes.long(value.offset)
    }
    return plan
  }

  /// Whether binary XML in values of the instance can be built.
  private mutating func areBuildable(_ header: InstanceHeader, depth: Int) -> Bool {
    var at = header.descriptions + 4 * header.valueCount
    for index in 0..<header.valueCount {
      let description = bytes.word(header.descriptions + 4 * index)
      let end = at + Int(description & 0xffff)
      if UInt8(truncatingIfNeeded: description >> 16) == 0x21, !isBuildable(at..<end, depth: depth + 1) { return false }
      at = end
    }
    return true
  }

  /// Whether `elements` builds what is in the range; false also where that takes building to know.
  private mutating func isBuildable(_ range: Range<Int>, depth: Int) -> Bool {
    guard depth < Self.deepest else { return false }
    let inside = bytes.upTo(range.upperBound)
    var at = range.lowerBound
    while at < range.upperBound {
      switch inside.byte(at) & 0x3f {
      case 0x00: return true
      case 0x0f: at += 4
      case 0x0c:
        guard let header = try? InstanceHeader(inside, at: at), let plan = try? plan(for: header), plan.head.isPlain,
          areBuildable(header, depth: depth)
        else { return false }
        at = header.end
      default: return false
      }
    }
    return true
  }

  private func text(_ source: HeadPlan.Source, _ header: InstanceHeader) -> String? {
    switch source {
    case .none: return nil
    case .text(let text): return text
    case .value(let index):
      guard let value = value(index, header), !value.isArray, !value.isBinXML else { return nil }
      return value.text(in: bytes)
    }
  }

  private func number(_ source: HeadPlan.Source, _ header: InstanceHeader) -> UInt32? {
    if case .value(let index) = source, let value = value(index, header), value.type == 0x06, value.size == 2 {
      return UInt32(bytes.half(value.offset))
    }
    guard let text = text(source, header), let number = UInt32(text), text == "\(number)" else { return nil }
    return number
  }

  private func value(_ index: Int, _ header: InstanceHeader) -> Value? {
    guard index < header.valueCount else { return nil }
    var at = header.descriptions + 4 * header.valueCount
    for before in 0..<index { at += Int(bytes.half(header.descriptions + 4 * before)) }
    let description = header.descriptions + 4 * index
    return Value(offset: at, size: Int(bytes.half(description)), type: bytes.byte(description + 2))
  }
}
