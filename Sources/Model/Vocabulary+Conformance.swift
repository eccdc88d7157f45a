extension Vocabulary {
  /// What is wrong with an observation: kinds and fields that are not declared, values of another type, values that
  /// should say how they were encoded and do not. Adapters are tested with it.
  public func problems(in observation: Observation) -> [String] {
    guard let kind = kinds[observation.kind] else { return ["there is no kind '\(observation.kind)'"] }
    return problems(in: observation.fields, of: kind, at: observation.kind)
  }

  private func problems(in fields: [String: Field], of record: RecordType, at place: String) -> [String] {
    fields.sorted { $0.key < $1.key }.flatMap { name, field in
      guard let type = record.fields[name] else { return ["\(place) has no field '\(name)'"] }
      return problems(in: field, of: type, at: "\(place).\(name)")
    }
  }

  private func problems(in field: Field, of type: FieldType, at place: String) -> [String] {
    var found: [String] = []
    // What is said to be absent was encoded nowhere.
    if type.encoded, field.encoding == nil, field.value != .text("absent") {
      found.append("\(place) does not say how it was encoded")
    }
    switch (type.type, field.value) {
    case (.bool, .bool), (.integer, .integer), (.bytes, .bytes), (.time, .time), (.exchange, .text): break
    case (.text, .text(let text)):
      if let values = type.values, !type.open, !values.contains(text) { found.append("\(place) is never '\(text)'") }
    case (.oid, .text(let text)):
      if !text.allSatisfy({ $0 == "." || $0.isWholeNumber }) { found.append("\(place) is no OID but '\(text)'") }
    case (.list(let item), .list(let list)):
      for (index, entry) in list.enumerated() { found += problems(in: entry, of: item, at: "\(place).\(index)") }
    case (_, .record(let fields)):
      guard let record = record(of: type) else { return found + ["\(place) is no record"] }
      found += problems(in: fields, of: record, at: place)
    default: found.append("\(place) has another type than declared")
    }
    return found
  }
}
