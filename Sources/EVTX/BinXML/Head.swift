extension Plan {
  /// Looks up where the first element's `System` child keeps the provider's name and the event's number.
  func findHead() {
    guard case .element(let event)? = roots.first(where: { if case .element = $0 { true } else { false } }),
      let system = child("System", of: event)
    else { return }
    if let provider = child("Provider", of: system),
      let attribute = nodes[provider].attributes.lazy.map({ self.attributes[$0] }).first(where: { $0.name == "Name" })
    {
      if let text = attribute.text {
        head.provider = .text(text)
      } else if attribute.value >= 0 {
        head.provider = .value(attribute.value)
      }
    }
    if let id = child("EventID", of: system) {
      switch nodes[id].shape {
      case .text(let text): head.id = .text(text)
      case .value(let index, _): head.id = .value(index)
      default: break
      }
    }
  }

  private func child(_ name: String, of parent: Int) -> Int? {
    for piece in nodes[parent].pieces {
      if case .element(let index) = pieces[piece], nodes[index].name == name { return index }
    }
    return nil
  }
}

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
      var value = Value(offset: header.descriptions + 4 * header.valueCount, size: 0, type: 0)
      for before in 0..<index { value.offset += Int(bytes.half(header.descriptions + 4 * before)) }
      value.size = Int(bytes.half(header.descriptions + 4 * index))
      value.type = bytes.byte(header.descriptions + 4 * index + 2)
      return value.isArray || value.isBinXML ? nil : value.text(in: bytes)
    }
  }
}
