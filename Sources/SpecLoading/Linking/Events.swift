import ScepspecModel

extension Linker {
  func events(_ root: SpecNode) -> [EventType] {
    let families = references(root, "families", "family", self.families)
    let records = RecordFields(families.flatMap { self.families[$0] ?? [] })
    let carry = root.words("carry")
    for field in carry {
      expectWord(field.text, at: field.location, "field")
      expectRecordField(field.text, at: field.location, records)
    }
    return (root["events"]?.items ?? []).compactMap { node in
      guard let id = node.text("id") else { return nil }
      return EventLinker(
        linker: self, root: root, node: node, id: id, families: families, records: records,
        carry: references(root, "carry")
      ).event()
    }
  }

  private func references(_ root: SpecNode, _ key: String) -> [String] {
    var seen: Set<String> = []
    return root.texts(key).filter { seen.insert($0).inserted }
  }
}

/// Reads one event.
struct EventLinker {
  var linker: Linker
  var root: SpecNode
  var node: SpecNode
  var id: String
  var families: [String]
  /// What records of the families have.
  var records: RecordFields
  var carry: [String]

  var log: ProblemLog { linker.log }
  /// The fields that the event has, carried ones among them.
  var fields: [String: FieldType] { linker.vocabulary.kinds[id]?.fields ?? [:] }

  func event() -> EventType {
    if node["about"] == nil, node["decoy"] == nil {
      log.add(
        .missingKey, at: node.location, "the event has no 'about': what happened; or 'decoy': why not to follow it")
    }
    var meanings: [String: EventType.Meaning] = [:]
    for entry in node["fields"]?.entries ?? [] { meanings[entry.key] = meaning(entry.value) }
    let matches = (node["match"]?.items ?? []).map(match)
    checkFilled(matches)
    return EventType(
      id: id, about: node.text("about") ?? node.text("decoy") ?? "", families: families, matches: matches,
      carry: carry, fields: meanings, decoy: node.text("decoy"),
      samples: (node["samples"]?.items ?? []).map { sample($0, meanings) }, rejects: node.texts("rejects"),
      provenance: linker.provenance(node, in: root, "the event"), location: node["id"]?.location ?? node.location)
  }

  private func meaning(_ field: SpecNode) -> EventType.Meaning {
    if let codes = field["codes"], field["codesFrom"] != nil {
      log.add(.conflictingKeys, at: codes.location, "'codes' or 'codesFrom', not both")
    }
    if let from = field["codesFrom"], let name = from.text { expectField(name, at: from.location) }
    let isCode = field["codes"] ?? field["codesFrom"]
    if let isCode, let type = field.text("type"), type != "text" {
      log.add(
        .wrongValue, at: isCode.location, "a code is a 'text', in the spelling of its table, and this is '\(type)'")
    }
    return EventType.Meaning(
      codes: linker.references(field, "codes", "code table", linker.codes), codesFrom: field.text("codesFrom"),
      identity: field["identity"].flatMap { linker.known($0, "identity", among: linker.identities) },
      isSecret: field.isTrue("secret"))
  }

  private func match(_ match: SpecNode) -> EventType.Match {
    if match["pattern"] == nil, match["where"]?.entries?.isEmpty != false {
      log.add(.missingKey, at: match.location, "the match takes every record: say 'where' or 'pattern'")
    }
    if let pattern = match["pattern"] {
      for group in linker.checkPattern(pattern) where fields[group] == nil {
        log.add(
          .unknownField, at: pattern.location,
          "the pattern's group '\(SpecNode.shown(group))' is no field of the event\(Suggestion.help(group, among: fields.keys))"
        )
      }
      linker.expectRecordField(match.text("in") ?? "message", at: match["in"]?.location ?? pattern.location, records)
    }
    for entry in match["from"]?.entries ?? [] {
      expectField(entry.key, at: entry.keyLocation)
      for field in entry.value.oneOrMore {
        if let name = field.text { linker.expectRecordField(name, at: field.location, records) }
      }
    }
    return EventType.Match(
      conditions: conditions(match), field: match.text("in") ?? "message", pattern: match.text("pattern"),
      contains: match.text("contains"),
      from: (match["from"]?.entries ?? []).reduce(into: [:]) { $0[$1.key] = $1.value.oneOrMore.compactMap(\.text) },
      location: match.location)
  }

  private func conditions(_ match: SpecNode) -> [String: EventType.Condition] {
    var conditions: [String: EventType.Condition] = [:]
    for entry in match["where"]?.entries ?? [] {
      linker.expectRecordField(entry.key, at: entry.keyLocation, records)
      conditions[entry.key] = condition(entry.value)
    }
    return conditions
  }

  private func condition(_ node: SpecNode) -> EventType.Condition? {
    if let text = node.text, !node.isMissing { return .oneOf([text]) }
    if let items = node.items, !items.isEmpty, items.allSatisfy({ $0.text != nil }) {
      return .oneOf(items.compactMap(\.text))
    }
    if let entries = node.entries, entries.count == 1, let entry = entries.first {
      if entry.key == "absent", entry.value.text == "true" { return .absent }
      if entry.key == "matches", let pattern = entry.value.text {
        linker.checkPattern(entry.value)
        return .matches(pattern)
      }
    }
    log.add(
      .wrongValue, at: node.location,
      "a record field is compared with a text, a list of texts, '{ matches: PATTERN }' or '{ absent: true }', "
        + "not \(node.kind)")
    return nil
  }

  /// Each declared field comes from somewhere.
  private func checkFilled(_ matches: [EventType.Match]) {
    let filled = Set(matches.flatMap { $0.from.keys + GroupNames.of($0.pattern ?? "") } + carry)
    for entry in node["fields"]?.entries ?? [] where !filled.contains(entry.key) {
      log.add(
        .unusedField, at: entry.keyLocation,
        "nothing fills '\(SpecNode.shown(entry.key))': no pattern has such a group, no 'from' such a key")
    }
  }

  func expectField(_ name: String, at location: Location) {
    guard fields[name] == nil else { return }
    log.add(
      .unknownField, at: location,
      "the event has no field '\(SpecNode.shown(name))'\(Suggestion.help(name, among: fields.keys))")
  }
}
