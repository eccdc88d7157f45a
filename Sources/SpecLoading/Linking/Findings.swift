import ScepspecModel

extension MachineLinker {
  func findings() -> [FindingRule] { (root["findings"]?.items ?? []).compactMap(finding) }

  private func finding(_ node: SpecNode) -> FindingRule? {
    guard node.entries != nil else { return nil }
    checkID(node)
    checkOccasion(node)
    let on = node["on"].map(event)
    let at = states(node, "at")
    let without = (node["without"]?.items ?? []).compactMap(event)
    let given = options(node)
    let provenance = linker.provenance(node, in: root, "the finding")
    var when: Predicate??
    if let kind = on ?? nil { when = condition(node, on: kind) }
    if case .some(nil) = when { return nil }
    if case .some(nil) = on { return nil }
    guard let id = node.text("id"), let level = node.text("level").flatMap(FindingRule.Level.init(rawValue:)),
      let message = node.text("message")
    else { return nil }
    return FindingRule(
      id: id, at: at, on: on ?? nil, when: when ?? nil, without: without, given: given, shown: node.texts("shown"),
      level: level, message: message, cause: node.text("cause"), remedy: node.text("remedy"), provenance: provenance,
      location: node["id"]?.location ?? node.location)
  }

  private func checkID(_ node: SpecNode) {
    guard let word = node["id"], let id = word.text else { return }
    let parts = id.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    if parts.count < 2 || !parts.allSatisfy(Identifier.isValid) {
      log.add(
        .wrongValue, at: word.location,
        "the id of a finding is two names or more joined by slashes, such as 'android/not-confirmed', not \(word.kind)")
    } else if parts[0] == "code" {
      log.add(.wrongValue, at: word.location, "ids that begin with 'code/' are those of code tables")
    }
  }

  /// What has to be the case, and whether the parts of it fit together.
  private func checkOccasion(_ node: SpecNode) {
    if node["at"] == nil, node["on"] == nil, node["without"] == nil {
      log.add(.missingKey, at: node.location, "the finding has no occasion: say 'at', 'on' or 'without'")
    }
    if let when = node["when"], node["on"] == nil {
      log.add(.missingKey, at: when.location, "'when' is a condition on an event; say with 'on' of which kind")
    }
    guard let shown = node["shown"] else { return }
    if node["at"] == nil, node["without"] == nil {
      log.add(
        .conflictingKeys, at: shown.location,
        "nothing is concluded from absence here; 'shown' belongs to 'without' or 'at'")
    }
    if !events.isEmpty, !events.contains(where: { linker.vocabulary.kinds[$0]?.fields["level"] != nil }) {
      log.add(.unknownField, at: shown.location, "none of the events has a field 'level'; 'carry' it")
    }
  }
}
