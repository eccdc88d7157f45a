import ScepspecModel

/// What can be wrong with a format as a whole.
struct FormatCheck {
  var linker: Linker
  var root: SpecNode
  var kind: LogReader.Kind

  private var log: ProblemLog { linker.log }

  /// Keys that say how to read, with the readers that look at them and those that need them.
  private static let owners: [(key: String, readers: Set<LogReader.Kind>, needed: Set<LogReader.Kind>)] = {
    let structured: Set<LogReader.Kind> = [.delimited, .w3c, .json, .xml, .evtx, .blocks]
    return [
      ("heads", [.lines], [.lines]), ("continued", [.lines], []), ("clean", [.lines], []),
      ("separators", [.delimited], [.delimited]), ("columns", [.delimited, .w3c], []),
      ("elements", [.xml, .evtx], [.xml]),
      ("fields", structured, structured), ("data", structured, []), ("begins", [.blocks], [.blocks]),
    ]
  }()

  func checkKeys() {
    for (key, readers, needed) in Self.owners {
      if let entry = root.entries?.first(where: { $0.key == key }), !readers.contains(kind) {
        let words = Suggestion.list(readers.map { "'\($0.rawValue)'" })
        log.add(
          .conflictingKeys, at: entry.keyLocation, "'\(key)' is for the reader \(words), not for '\(kind.rawValue)'")
      }
      if needed.contains(kind), root[key] == nil {
        log.add(
          .missingKey, at: root["reader"]?.location ?? root.location, "the reader '\(kind.rawValue)' needs '\(key)'")
      }
    }
    for separator in root.words("separators") where separator.text.count != 1 {
      log.add(.wrongValue, at: separator.location, "a separator is one character")
    }
    // What is not text cannot stand here.
    if root["samples"] == nil, kind != .evtx {
      log.add(.missingKey, at: root.location, "the format has no 'samples'; one at least has to be recognised")
    }
    if root["time"] == nil, let time = root["samples"]?.items?.lazy.compactMap({ $0["time"] }).first {
      log.add(.conflictingKeys, at: time.location, "the sample has a time, and the format does not say how to read it")
    }
  }

  /// Whatever names a record field has to name one that there is.
  func checkFields(_ fields: RecordFields) {
    for need in root.words("needs") { expect(need.text, at: need.location, fields) }
    for from in root["time"]?.words("from") ?? [] { expect(from.text, at: from.location, fields) }
    for key in ["from", "until"] {
      if let field = root["validity"]?[key], let name = field.text { expect(name, at: field.location, fields) }
    }
    for extraction in root["extract"]?.items ?? [] {
      for from in extraction["from"]?.oneOrMore ?? [] {
        if let name = from.text { expect(name, at: from.location, fields) }
      }
    }
    for entry in (root["samples"]?.items ?? []).flatMap({ $0["fields"]?.entries ?? [] }) {
      expect(entry.key, at: entry.keyLocation, fields)
    }
  }

  private func expect(_ name: String, at location: Location, _ fields: RecordFields) {
    guard !fields.contains(name) else { return }
    log.add(
      .unknownField, at: location,
      "records of this format have no field '\(SpecNode.shown(name))'\(Suggestion.help(name, among: fields.names))")
  }
}
