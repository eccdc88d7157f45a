import ScepspecModel

extension Linker {
  func clientFamilies() -> [ClientFamily] { roots(.client).compactMap(family) }

  private func family(_ root: SpecNode) -> ClientFamily? {
    guard let id = root.text("id") else { return nil }
    if vocabulary.clients[id] == nil {
      let hint = Suggestion.hint(id, among: vocabulary.clients.keys)
      log.add(
        .unknownReference, at: root["id"]?.location ?? root.location,
        "there is no client family '\(SpecNode.shown(id))'\(hint)")
    }
    var steps: [Check] = []
    for node in root["steps"]?.items ?? [] {
      guard var step = check(node, in: id, level: .interop) else { continue }
      step.breaks = [id]
      // What comes before decides whether a client comes this far.
      if node["requires"] == nil, let last = steps.last { step.requires = [last.id] }
      steps.append(step)
    }
    let facts = (root["facts"]?.items ?? []).compactMap { node in
      node.text("fact").flatMap { fact in node.text("source").map { ClientFamily.Fact(fact: fact, source: $0) } }
    }
    return ClientFamily(
      id: id, title: root.text("title") ?? "", about: root.text("about") ?? "", steps: steps, facts: facts,
      location: root.location)
  }
}
