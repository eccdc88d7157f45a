import ScepspecModel

extension Linker {
  /// The rows that are left out; one that a check cites all the same is reported, so that the list does not rot.
  func omissions(_ checks: [Check]) -> [Omission] {
    var cited: [String: String] = [:]
    for check in checks { for row in check.requirements + check.seenIn { cited[row] = check.id } }
    var seen: Set<String> = []
    return roots(.omissions).flatMap { $0["omissions"]?.items ?? [] }.flatMap { node in
      node.words("rows").compactMap { row -> Omission? in
        guard index.requirements[row.text] != nil || index.bugs[row.text] != nil else {
          let hint = Suggestion.hint(row.text, among: Array(index.requirements.keys) + Array(index.bugs.keys))
          log.add(
            .unknownReference, at: row.location, "there is no requirement or bug '\(SpecNode.shown(row.text))'\(hint)")
          return nil
        }
        if !seen.insert(row.text).inserted {
          log.add(.duplicateID, at: row.location, "the row '\(row.text)' is left out twice")
        }
        if let check = cited[row.text] {
          log.add(.conflictingKeys, at: row.location, "the row '\(row.text)' is not left out: '\(check)' tests it")
        }
        return Omission(row: row.text, reason: node.text("reason") ?? "", location: row.location)
      }
    }
  }

  func ambiguities(_ checks: [Check]) -> [Ambiguity] {
    let byID = Dictionary(checks.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let nodes = roots(.ambiguities).flatMap { $0["ambiguities"]?.items ?? [] }
    return nodes.compactMap { node in
      let requirements = references(node, "requirements", "requirement", index.requirements)
      guard let id = node.text("id"), let question = node.text("question"), let name = node["check"],
        let check = name.text.flatMap({ self.check($0, in: nil, at: name.location) })
      else { return nil }
      let known = byID[check].map { $0.expect.readings } ?? []
      let readings = (node["readings"]?.items ?? []).compactMap { reading($0, of: check, known) }
      return Ambiguity(
        id: id, question: question, requirements: requirements, check: check, readings: readings,
        location: node.location)
    }
  }

  private func reading(_ node: SpecNode, of check: String, _ known: Set<String>) -> Ambiguity.Reading? {
    guard let name = node["reading"], let text = name.text, let because = node.text("because") else { return nil }
    if !known.contains(text) {
      log.add(
        .unknownReference, at: name.location,
        "'\(check)' has no reading '\(SpecNode.shown(text))'\(Suggestion.hint(text, among: known))")
    }
    return Ambiguity.Reading(name: text, because: because, servers: node.words("servers").map(\.text))
  }
}

extension Predicate {
  /// The names of its readings, those of named predicates among them.
  var readings: Set<String> {
    switch self {
    case .all(let parts): Set(parts.flatMap(\.readings))
    case .any(let alternatives):
      Set(alternatives.compactMap(\.reading)).union(alternatives.flatMap { $0.predicate.readings })
    case .named(_, let part): part.readings
    case .not, .observed, .test: []
    }
  }
}
