import ScepspecModel

extension Linker {
  /// Source and confidence of a node, or else of its file; both are owed.
  func provenance(_ node: SpecNode, in root: SpecNode, _ what: String) -> Provenance {
    let source = node.text("source") ?? root.text("source")
    let confidence = node.text("confidence") ?? root.text("confidence")
    let missing = [source == nil ? "'source'" : nil, confidence == nil ? "'confidence'" : nil].compactMap(\.self)
    if !missing.isEmpty, node.entries != nil {
      log.add(
        .missingCitation, at: node.location,
        "\(what) has no \(missing.joined(separator: " and no "))"
          + (node.location == root.location ? "" : ", and neither has the file"))
    }
    return Provenance(
      source: source ?? "", confidence: confidence.flatMap(Provenance.Confidence.init(rawValue:)) ?? .inferred)
  }

  /// `30 s`, `5 min`, `2 h`, `1 d` as seconds.
  func seconds(_ node: SpecNode) -> Int? {
    guard let text = node.text else { return nil }
    switch TimeSpan.parse(text) {
    case .seconds(let seconds): return seconds
    case .noUnit:
      log.add(.missingUnit, at: node.location, "'within' has no unit: \(text) s, min, h or d?")
    case .malformed:
      log.add(
        .wrongValue, at: node.location,
        "'within' is a length of time such as '30 s', '5 min', '2 h' or '1 d', not \(node.kind)")
    }
    return nil
  }

  /// A word that has to be one of those known; else it is reported as `there is no WHAT 'word'`.
  func known(_ node: SpecNode, _ what: String, among words: some Collection<String>) -> String? {
    guard let text = node.text else { return nil }
    if words.contains(text) { return text }
    let help = words.isEmpty ? "" : Suggestion.help(text, among: words)
    log.add(.unknownReference, at: node.location, "there is no \(what) '\(SpecNode.shown(text))'\(help)")
    return nil
  }
}
