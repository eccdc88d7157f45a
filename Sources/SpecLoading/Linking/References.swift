import ScepspecModel

extension Linker {
  /// The full id of a check that is named in `suite`, if there is one.
  func check(_ name: String, in suite: String?, at location: Location) -> String? {
    let id = name.contains("/") ? name : suite.map { "\($0)/\(name)" } ?? name
    if index.checks[id] != nil { return id }
    if let successor = index.retired[id] {
      log.add(.retired, at: location, "the check '\(id)' is retired; its successor is '\(successor)'")
      return nil
    }
    // In its own suite a short name may be meant; elsewhere the last word often is right and the suite is not.
    let sameName = index.checks.keys.filter { $0.hasSuffix("/" + name) }.sorted().first
    let hint = sameName.map { "; did you mean '\($0)'?" } ?? Suggestion.hint(id, among: index.checks.keys)
    log.add(.unknownReference, at: location, "there is no check '\(SpecNode.shown(id))'\(hint)")
    return nil
  }

  /// The ids of a list that are known; the others are reported.
  func references<Known>(_ node: SpecNode, _ key: String, _ what: String, _ known: [String: Known]) -> [String] {
    var seen: Set<String> = []
    return node.words(key).compactMap { word in
      if !seen.insert(word.text).inserted {
        log.add(.duplicateID, at: word.location, "'\(SpecNode.shown(word.text))' stands twice in '\(key)'")
        return nil
      }
      if known[word.text] != nil { return word.text }
      let hint = Suggestion.hint(word.text, among: known.keys)
      log.add(.unknownReference, at: word.location, "there is no \(what) '\(SpecNode.shown(word.text))'\(hint)")
      return nil
    }
  }

  /// The id of a known exchange.
  func exchangeID(_ node: SpecNode) -> String? {
    guard let id = node.text else {
      log.add(.wrongType, at: node.location, "the id of an exchange was expected, not \(node.kind)")
      return nil
    }
    if index.exchanges[id] != nil { return id }
    let hint = Suggestion.hint(id, among: index.exchanges.keys)
    log.add(.unknownReference, at: node.location, "there is no exchange '\(SpecNode.shown(id))'\(hint)")
    return nil
  }
}
