extension Builder {
  /// The provider's name and the event's number of the record whose binary XML is in `range`, without building it. Nil
  /// where the template does not hold them plainly.
  mutating func head(_ range: Range<Int>) -> (provider: String?, id: UInt32?) {
    let inside = bytes.upTo(range.upperBound)
    var at = range.lowerBound
    if inside.byte(at) == 0x0f { at += 4 }
    guard inside.byte(at) & 0x3f == 0x0c, let header = try? InstanceHeader(inside, at: at),
      let plan = try? plan(for: header)
    else { return (nil, nil) }
    return (text(plan.head.provider, header), text(plan.head.id, header).flatMap { UInt32($0) })
  }

  private func text(_ source: HeadPlan.Source, _ header: InstanceHeader) -> String? {
    switch source {
    case .none: return nil
    case .text(let text): return text
    case .value(let index):
      guard index < header.valueCount else { return nil }
      var at = header.descriptions + 4 * header.valueCount
      for before in 0..<index { at += Int(bytes.half(header.descriptions + 4 * before)) }
      let description = header.descriptions + 4 * index
      let value = Value(offset: at, size: Int(bytes.half(description)), type: bytes.byte(description + 2))
      return value.isArray || value.isBinXML ? nil : value.text(in: bytes)
    }
  }
}
