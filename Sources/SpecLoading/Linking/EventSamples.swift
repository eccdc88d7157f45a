import ScepspecModel

extension EventLinker {
  func sample(_ sample: SpecNode, _ meanings: [String: EventType.Meaning]) -> EventType.Sample {
    if let format = sample["format"] {
      if !records.formats.isEmpty { _ = linker.known(format, "format of these families", among: records.formats) }
      if let record = sample["record"] {
        log.add(
          .conflictingKeys, at: record.location, "the 'format' says what the record's fields are; leave out 'record'")
      }
    }
    for entry in sample["record"]?.entries ?? [] {
      linker.expectRecordField(entry.key, at: entry.keyLocation, records)
    }
    var expected: [String: String] = [:]
    for entry in sample["fields"]?.entries ?? [] {
      expectField(entry.key, at: entry.keyLocation)
      expected[entry.key] = value(entry, meanings[entry.key])
    }
    return EventType.Sample(
      format: sample.text("format"), text: sample.text("text") ?? "", record: sample.textMap("record"),
      fields: expected, location: sample.location)
  }

  /// The expected value in the spelling that the field has.
  private func value(_ entry: SpecNode.Entry, _ meaning: EventType.Meaning?) -> String? {
    guard let text = entry.value.text, let type = fields[entry.key] else { return nil }
    let tables = (meaning?.codes ?? []).compactMap { linker.codes[$0] }
    if !tables.isEmpty { return linker.canonical(entry.value, tables) }
    _ = linker.constants.constant(entry.value, as: type, "'\(entry.key)'")
    return text
  }
}

extension Linker {
  /// The one spelling of a code, or a report.
  func canonical(_ node: SpecNode, _ tables: [CodeTable]) -> String? {
    guard let text = node.text else { return nil }
    if let code = CodeTable.canonical(text, among: tables) { return code }
    let forms = tables.map { "\($0.spelling.form) (\($0.id))" }
    log.add(.wrongValue, at: node.location, "a code is \(Suggestion.list(forms)), not \(node.kind)")
    return nil
  }
}
