import ScepspecModel

extension Linker {
  func clientFaults(_ root: SpecNode, _ checks: [Check]) -> [ClientFault] {
    let known = Set(checks.map(\.id))
    return (root["conversations"]?.items ?? []).compactMap { node in
      guard node.entries != nil else { return nil }
      let sends = references(node, "sends", "exchange", index.exchanges)
      let unrecorded = references(node, "unrecorded", "exchange", index.exchanges)
      for word in node.words("unrecorded") where !sends.contains(word.text) {
        log.add(.unknownReference, at: word.location, "'\(SpecNode.shown(word.text))' is none of what it sends")
      }
      let fails = node.words("fails").compactMap { word -> String? in
        guard let id = check(word.text, in: nil, at: word.location) else { return nil }
        if !known.contains(id) {
          log.add(.unknownReference, at: word.location, "'\(id)' is no check of a suite with 'role: client'")
        }
        return id
      }
      guard let id = node.text("id"), let title = node.text("title") else { return nil }
      return ClientFault(
        id: id, title: title, sends: sends, unrecorded: Set(unrecorded), isOpened: node.isTrue("opened"),
        configure: node["configure"].map(configuration) ?? [:], fails: fails, location: node.location)
    }
  }
}
