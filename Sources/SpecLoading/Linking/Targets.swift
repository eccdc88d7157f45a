import ScepspecModel

extension Linker {
  func target(_ root: SpecNode) -> Target {
    let nodes = root["knownDeviations"]?.items ?? []
    var seen: Set<String> = []
    for node in nodes {
      if let name = node["check"], let id = name.text, !seen.insert(id).inserted {
        log.add(.duplicateID, at: name.location, "the check '\(SpecNode.shown(id))' has two known deviations")
      }
    }
    return Target(
      id: root.text("id") ?? "", title: root.text("title") ?? "", claims: root["claims"].map(claims) ?? [:],
      commands: Target.Commands(
        caIdentifier: root.text("caIdentifier"), challenge: root.text("challengeCommand"),
        approve: root.text("approveCommand"), revoke: root.text("revokeCommand")),
      knownDeviations: nodes.compactMap(deviation), location: root.location)
  }

  private func deviation(_ node: SpecNode) -> KnownDeviation? {
    let named = node["check"].flatMap { name in name.text.flatMap { self.check($0, in: nil, at: name.location) } }
    if let expires = node["expires"], let text = expires.text, !Instant.isDate(text) {
      log.add(.wrongValue, at: expires.location, "'expires' is a day such as \"2027-12-31\", not \(expires.kind)")
    }
    guard let check = named, let verdict = node.text("verdict").flatMap(Verdict.init(rawValue:)),
      let reason = node.text("reason")
    else { return nil }
    return KnownDeviation(
      check: check, verdict: verdict, reason: reason, link: node.text("link"), expires: node.text("expires"),
      location: node.location)
  }
}
