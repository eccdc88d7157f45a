import ScepspecModel

extension Linker {
  func codeTables() -> [String: CodeTable] {
    let roots = roots(.codes)
    let tables = Dictionary(roots.map(codeTable).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for root in roots {
      for range in root["ranges"]?.items ?? [] { checkTarget(of: range, tables) }
    }
    for circle in Circles(tables.mapValues { $0.ranges.map(\.table) }).found {
      guard let id = circle.first, let table = tables[id] else { continue }
      log.add(.cycle, at: table.location, "code tables explain each other: \(circle.joined(separator: " → "))")
    }
    return tables
  }

  private func codeTable(_ root: SpecNode) -> CodeTable {
    let spelling = root.text("spelling").flatMap(CodeTable.Spelling.init(rawValue:)) ?? .text
    var table = CodeTable(
      id: root.text("id") ?? "", title: root.text("title") ?? "", spelling: spelling, entries: [:],
      location: root["id"]?.location ?? root.location)
    var first: [String: Location] = [:]
    for entry in root["codes"]?.entries ?? [] {
      guard let code = code(entry, table) else { continue }
      if let known = first[code] {
        log.duplicate("code", code, at: entry.keyLocation, first: known)
        continue
      }
      first[code] = entry.keyLocation
      table.entries[code] = self.entry(entry, in: root)
    }
    table.ranges = (root["ranges"]?.items ?? []).compactMap { range($0, table) }
    checkOverlaps(root, table)
    return table
  }

  private func code(_ entry: SpecNode.Entry, _ table: CodeTable) -> String? {
    if let code = table.canonical(entry.key) { return code }
    log.add(
      .wrongValue, at: entry.keyLocation,
      "a code of this table is \(table.spelling.form), not '\(SpecNode.shown(entry.key))'")
    return nil
  }

  private func entry(_ entry: SpecNode.Entry, in root: SpecNode) -> CodeTable.Entry {
    let node = entry.value
    if let cause = node["cause"], node["remedy"] == nil {
      log.add(.missingKey, at: cause.location, "a code with a 'cause' needs a 'remedy': what to do then")
    }
    if let cause = node["cause"] ?? node["remedy"], node.isTrue("good") {
      log.add(.conflictingKeys, at: cause.location, "a good code has neither 'cause' nor 'remedy'")
    }
    // Words are compared without their case, and shown with it.
    let word = root.text("spelling") == CodeTable.Spelling.text.rawValue && Int(entry.key) == nil ? entry.key : nil
    return CodeTable.Entry(
      symbol: node.text("symbol") ?? word, text: node.text("text") ?? "", isGood: node.isTrue("good"),
      cause: node.text("cause"), remedy: node.text("remedy"),
      provenance: provenance(node, in: root, "the code"))
  }

  private func range(_ node: SpecNode, _ table: CodeTable) -> CodeTable.Range? {
    guard node.entries != nil else { return nil }
    if table.spelling == .text {
      log.add(.wrongValue, at: node.location, "a table of words has no ranges")
      return nil
    }
    guard let first = bound(node, "first", table), let last = bound(node, "last", table),
      let base = bound(node, "base", table), let target = node.text("table"), let text = node.text("text")
    else { return nil }
    guard base <= first, first <= last, last <= Int(UInt32.max) else {
      log.add(
        .wrongValue, at: node["first"]?.location ?? node.location,
        "'base' is not above 'first', 'first' is not above 'last', and 'last' has 32 bits at most")
      return nil
    }
    return CodeTable.Range(first: first, last: last, base: base, table: target, text: text)
  }

  private func bound(_ node: SpecNode, _ key: String, _ table: CodeTable) -> Int? {
    guard let value = node[key], let text = value.text else { return nil }
    if let code = table.canonical(text), let number = table.number(of: code), number >= 0 { return number }
    log.add(.wrongValue, at: value.location, "'\(key)' is \(table.spelling.form), not \(value.kind)")
    return nil
  }

  private func checkOverlaps(_ root: SpecNode, _ table: CodeTable) {
    let sorted = table.ranges.sorted { $0.first < $1.first }
    for (range, next) in zip(sorted, sorted.dropFirst()) where next.first <= range.last {
      log.add(
        .wrongValue, at: root["ranges"]?.location ?? table.location,
        "the ranges '\(range.text)' and '\(next.text)' overlap")
    }
  }

  /// The code that is left has to be a number of a table that there is.
  private func checkTarget(of range: SpecNode, _ tables: [String: CodeTable]) {
    guard let node = range["table"], let id = known(node, "code table", among: tables.keys) else { return }
    guard tables[id]?.spelling == .text else { return }
    log.add(.wrongValue, at: node.location, "what is left of a range is a number, and the codes of '\(id)' are words")
  }
}

extension CodeTable.Spelling {
  /// How such a code is written.
  var form: String {
    switch self {
    case .hexadecimal: "32 bits such as '0x80091007' or '-2146893817'"
    case .decimal: "a whole number"
    case .text: "a word"
    }
  }
}
