import ScepspecModel

/// The fields that records of some formats have.
struct RecordFields {
  var names: Set<String> = []
  /// There are `data.NAME` too, with names that the log knows.
  var hasData = false
  /// A reader gives further fields.
  var isOpen = false
  var formats: [String] = []

  init(_ formats: [LogFormat]) {
    for format in formats {
      names.formUnion(format.reader.fields.keys)
      for pattern in format.reader.heads { names.formUnion(GroupNames.of(pattern)) }
      for extraction in format.extract {
        names.formUnion(GroupNames.of(extraction.pattern).map { LogFormat.Extraction.field(ofGroup: $0) })
      }
      if format.validity != nil { names.insert("validity") }
      hasData = hasData || !format.reader.data.isEmpty
      isOpen = isOpen || format.reader.kind == .certificates
    }
    self.formats = formats.map(\.id)
  }

  func contains(_ name: String) -> Bool { isOpen || names.contains(name) || (hasData && name.hasPrefix("data.")) }
}

extension Linker {
  /// A field that records of one of the formats have.
  func expectRecordField(_ name: String, at location: Location, _ records: RecordFields) {
    // Where there are no formats, the families were reported.
    guard !records.formats.isEmpty, !records.contains(name) else { return }
    let help = Suggestion.help(name, among: records.names)
    log.add(
      .unknownField, at: location,
      "no format of these families has a record field '\(SpecNode.shown(name))'\(help)")
  }
}
