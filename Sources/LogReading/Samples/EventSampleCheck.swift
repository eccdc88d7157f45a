import ScepspecModel

/// Reads the samples and rejects of one event, against all events of its families.
struct EventSampleCheck {
  let catalogue: LogCatalogue
  let event: EventType

  func problems() -> [SampleProblem] {
    var found: [SampleProblem] = []
    for sample in event.samples {
      let records = records(of: sample)
      if records.isEmpty {
        let format = sample.format ?? ""
        found.append(SampleProblem("the sample holds no record of the format '\(format)'", at: sample.location))
      }
      for (family, alternatives) in records { found += check(sample, alternatives, family) }
    }
    for text in event.rejects { found += check(reject: text) }
    // The same in several families is one mistake.
    var seen: Set<SampleProblem> = []
    return found.filter { seen.insert($0).inserted }
  }

  /// What the sample can stand for, by family: the record itself, or a record with the text in the field that one of
  /// the event's ways looks at.
  private func records(of sample: EventType.Sample) -> [(family: String, alternatives: [Record])] {
    if let id = sample.format {
      guard let format = catalogue.format(id), let record = catalogue.records(of: sample.text, in: format, nil).first
      else { return [] }
      return [(format.format.family, [record])]
    }
    let text = sample.text.hasSuffix("\n") ? String(sample.text.dropLast()) : sample.text
    return event.families.map { family in
      let alternatives = fields.map { field in
        var record = Record(fields: sample.record, line: 1)
        if !text.isEmpty { record.fields[field] = text }
        return record
      }
      return (family, alternatives)
    }
  }

  /// The record fields that the event's ways look at.
  private var fields: [String] {
    var seen: Set<String> = []
    return event.matches.map(\.field).filter { seen.insert($0).inserted }
  }

  private func check(_ sample: EventType.Sample, _ alternatives: [Record], _ family: String) -> [SampleProblem] {
    guard let events = catalogue.families[family] else {
      return [SampleProblem("no format is of the family '\(family)'", at: event.location)]
    }
    let matcher = EventMatcher(events)
    for record in alternatives {
      let found = matcher.all(record)
      guard let own = found.first(where: { events.events[$0.event].id == event.id }) else { continue }
      let strangers = found.filter { $0.event != own.event }.map { "'\(events.events[$0.event].id)'" }
      if !strangers.isEmpty {
        return [SampleProblem("the sample is \(strangers.joined(separator: " and ")) too", at: sample.location)]
      }
      return SampleCheck.differences(own.fields.mapValues(\.written), sample.fields, at: sample.location)
    }
    let others = Set(alternatives.compactMap { matcher.match($0) }.map { "'\(events.events[$0.event].id)'" }).sorted()
    let told = others.isEmpty ? "no event" : others.joined(separator: " or ")
    return [SampleProblem("the sample of '\(event.id)' is \(told) in the family '\(family)'", at: sample.location)]
  }

  /// A reject has to fail for itself, so it is put where the samples' texts stand, and is read as a record too.
  private func check(reject text: String) -> [SampleProblem] {
    let text = text.hasSuffix("\n") ? String(text.dropLast()) : text
    for family in event.families {
      guard let events = catalogue.families[family] else { continue }
      let matcher = EventMatcher(events)
      let isWhole = wholeRecords(text, family).contains { record in
        matcher.match(record).map { events.events[$0.event].id == event.id } ?? false
      }
      if isWhole || stoodIn(text).contains(where: { matcher.finds(event, in: $1, of: $0) }) {
        return [SampleProblem("the reject '\(text.prefix(60))' is '\(event.id)'", at: event.location)]
      }
    }
    return []
  }

  private func stoodIn(_ text: String) -> [(record: Record, field: String)] {
    event.samples.flatMap { records(of: $0) }.flatMap(\.alternatives).flatMap { base in
      fields.map { field in
        var record = base
        record.fields[field] = text
        return (record, field)
      }
    }
  }

  private func wholeRecords(_ text: String, _ family: String) -> [Record] {
    catalogue.formats.filter { $0.format.family == family && !$0.readsBytes }.flatMap {
      catalogue.records(of: text, in: $0, nil)
    }
  }
}

extension EventMatcher {
  /// Whether a way that looks at this field recognises the event; not one that asks for a certain value elsewhere, such
  /// as a number, by which the record is the event whatever the text.
  func finds(_ event: EventType, in field: String, of record: Record) -> Bool {
    family.ways.indices.contains { index in
      let way = family.ways[index]
      guard family.events[way.event].id == event.id, way.field == field, way.pattern != nil || way.contains != nil,
        !way.asksForValues
      else { return false }
      return match(record, way: index) != nil
    }
  }

  /// Every event that the record is, each once.
  func all(_ record: Record) -> [Found] {
    var found: [Found] = []
    for way in family.ways.indices {
      guard let next = match(record, way: way), !found.contains(where: { $0.event == next.event }) else { continue }
      found.append(next)
    }
    return found
  }
}

extension Field {
  /// As samples state it.
  fileprivate var written: String {
    switch value {
    case .text(let text): text
    case .integer(let number): String(number)
    case .bool(let flag): flag ? "true" : "false"
    default: ""
    }
  }
}
