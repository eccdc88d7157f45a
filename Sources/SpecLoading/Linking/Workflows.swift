import ScepspecModel

extension Linker {
  /// There is one at most, since steps and identities have no other name than their own.
  func workflow() -> Workflow? {
    let roots = roots(.workflow)
    for root in roots.dropFirst() {
      guard let first = roots.first else { continue }
      log.add(
        .duplicateID, at: root.location, "there is already a workflow, at \(first.location); only one can hold")
    }
    return roots.map(workflow).first
  }

  private func workflow(_ root: SpecNode) -> Workflow {
    let steps = (root["steps"]?.items ?? []).enumerated().map { index, node in
      Workflow.Step(number: index + 1, title: node.text("title") ?? "", about: node.text("about") ?? "")
    }
    var identities: [String: Workflow.Identity] = [:]
    for entry in root["identities"]?.entries ?? [] {
      expectWord(entry.key, at: entry.keyLocation, "identity")
      identities[entry.key] = identity(entry.value)
    }
    return Workflow(
      id: root.text("id") ?? "", title: root.text("title") ?? "", steps: steps, identities: identities,
      joins: (root["joins"]?.items ?? []).compactMap { join($0, identities) }, location: root.location)
  }

  private func identity(_ node: SpecNode) -> Workflow.Identity {
    let redactions = node["redactions"]?.items ?? []
    redactions.forEach { checkPattern($0) }
    if let version = node["version"] { checkPattern(version) }
    return Workflow.Identity(
      about: node.text("about") ?? "", normalise: replacements(node["normalise"]),
      isPercentDecoded: node.isTrue("percentDecode"), isCaseFolded: node.isTrue("caseFold"),
      redactions: redactions.compactMap(\.text), version: node.text("version"))
  }

  func replacements(_ node: SpecNode?) -> [LogReader.Replacement] {
    (node?.items ?? []).compactMap { item in
      guard let replace = item["replace"], let pattern = replace.text, let with = item.text("with") else { return nil }
      checkPattern(replace)
      return LogReader.Replacement(replace: pattern, with: with)
    }
  }

  private func join(_ node: SpecNode, _ identities: [String: Workflow.Identity]) -> Workflow.Join? {
    let within = node["within"].flatMap(seconds)
    if node["by"]?.items?.isEmpty == true, node["within"] == nil {
      log.add(.missingKey, at: node.location, "a join by nothing but time needs 'within'")
    }
    guard let certainty = node.text("certainty").flatMap(Workflow.Join.Certainty.init(rawValue:)) else { return nil }
    return Workflow.Join(
      by: references(node, "by", "identity", identities), within: within, certainty: certainty)
  }

  /// Names of fields and identities are words in camelCase, so that paths can hold them.
  func expectWord(_ name: String, at location: Location, _ what: String) {
    let isWord = name.utf8.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
    guard !isWord || name.isEmpty || name.first?.isNumber == true || name.utf8.count > 100 else { return }
    log.add(
      .wrongValue, at: location,
      "the name of \(what.withArticle) is letters and digits, such as 'requestId', not '\(SpecNode.shown(name))'")
  }
}
