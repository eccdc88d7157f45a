import ScepspecModel

extension Linker {
  func format(_ root: SpecNode) -> LogFormat? {
    guard let kind = root.text("reader").flatMap(LogReader.Kind.init(rawValue:)) else { return nil }
    let check = FormatCheck(linker: self, root: root, kind: kind)
    check.checkKeys()
    let heads = root["heads"]?.items ?? []
    heads.forEach { checkPattern($0) }
    let reader = LogReader(
      kind: kind, heads: heads.compactMap(\.text),
      continued: root.text("continued").flatMap(LogReader.Continuation.init(rawValue:)) ?? .any,
      clean: replacements(root["clean"]), separators: root.texts("separators"),
      columns: (root["columns"]?.items ?? []).map { ($0.items ?? []).compactMap(\.text) },
      elements: kind == .evtx && root["elements"] == nil ? ["Event"] : root.texts("elements"),
      fields: (root["fields"]?.entries ?? []).reduce(into: [:]) { fields, entry in
        fields[entry.key] = (entry.value.items ?? []).compactMap(\.text)
      },
      data: root.texts("data"), begins: root.texts("begins"), needs: root.texts("needs"))
    let format = LogFormat(
      id: root.text("id") ?? "", title: root.text("title") ?? "", family: root.text("family") ?? "", reader: reader,
      extract: (root["extract"]?.items ?? []).compactMap(extraction), time: root["time"].flatMap(time),
      validity: root["validity"].map(validity), samples: (root["samples"]?.items ?? []).map(sample),
      rejects: root.texts("rejects"),
      provenance: provenance(root, in: root, "the format"), location: root["id"]?.location ?? root.location)
    check.checkFields(RecordFields([format]))
    return format
  }

  private func extraction(_ node: SpecNode) -> LogFormat.Extraction? {
    guard let pattern = node["pattern"] else { return nil }
    checkPattern(pattern)
    guard let from = node["from"], let text = pattern.text else { return nil }
    return LogFormat.Extraction(from: from.oneOrMore.compactMap(\.text), pattern: text)
  }

  private func time(_ node: SpecNode) -> LogFormat.TimeReading? {
    checkTimePatterns(node)
    return LogFormat.TimeReading(
      from: node.texts("from"), patterns: node.texts("patterns"), isUTC: node.text("zone") == "utc")
  }

  private func validity(_ node: SpecNode) -> LogFormat.ValidityReading {
    checkTimePatterns(node)
    return LogFormat.ValidityReading(
      from: node.text("from") ?? "", until: node.text("until") ?? "", patterns: node.texts("patterns"),
      isUTC: node.text("zone") == "utc")
  }

  private func checkTimePatterns(_ node: SpecNode) {
    for pattern in node["patterns"]?.items ?? [] {
      for group in checkPattern(pattern) where !LogFormat.TimeReading.groups.contains(group) {
        log.add(
          .unknownField, at: pattern.location,
          "a time has no '\(SpecNode.shown(group))'\(Suggestion.help(group, among: LogFormat.TimeReading.groups))")
      }
    }
  }

  private func sample(_ node: SpecNode) -> LogFormat.Sample {
    if let time = node["time"], let text = time.text, !Instant.isMoment(text) {
      log.add(
        .wrongValue, at: time.location,
        "the time of a sample is such as '2027-01-31T12:00:00.25', with 'Z' where the zone is known, not \(time.kind)")
    }
    return LogFormat.Sample(
      text: node.text("text") ?? "", fields: node.textMap("fields"), time: node.text("time"), location: node.location)
  }
}

extension LogFormat.TimeReading {
  /// The parts that a pattern can cut out of a time.
  static let groups = [
    "year", "month", "day", "hour", "minute", "second", "fraction", "meridiem", "zone", "minutes", "milliseconds",
  ]
}

extension SpecNode {
  /// The items of a list, or the node itself where it is none.
  var oneOrMore: [SpecNode] { items ?? [self] }

  func texts(_ key: String) -> [String] { words(key).map(\.text) }

  func textMap(_ key: String) -> [String: String] {
    (self[key]?.entries ?? []).reduce(into: [:]) { map, entry in map[entry.key] = entry.value.text }
  }
}
