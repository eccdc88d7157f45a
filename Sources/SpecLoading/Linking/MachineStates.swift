import ScepspecModel

extension MachineLinker {
  func state(_ entry: SpecNode.Entry) -> Machine.State {
    let node = entry.value
    expectStateName(entry)
    let enter = node["enter"]?.items ?? []
    let kinds = enter.compactMap { $0.text("on") }.filter(events.contains)
    return Machine.State(
      name: entry.key, about: node.text("about") ?? "", step: node["step"].flatMap(step), isFinal: node.isTrue("final"),
      conclusion: conclusion(node, of: node) ?? .inProgress,
      readings: (node["readings"]?.items ?? []).compactMap { reading($0, of: node) },
      within: node["within"].flatMap(linker.seconds), enter: enter.compactMap(signal), next: states(node, "next"),
      named: node["named"].flatMap { named($0, kinds) }, location: entry.keyLocation)
  }

  /// States are named as logs name them.
  private func expectStateName(_ entry: SpecNode.Entry) {
    let isAllowed = entry.key.utf8.allSatisfy { byte in
      (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || byte == UInt8(ascii: "_")
    }
    guard !isAllowed || entry.key.isEmpty || entry.key.utf8.count > 100 else { return }
    log.add(
      .wrongValue, at: entry.keyLocation,
      "the name of a state is upper-case letters, digits and '_', not '\(SpecNode.shown(entry.key))'")
  }

  private func step(_ node: SpecNode) -> Int? {
    guard let text = node.text, workflow?.steps.isEmpty != true else { return nil }
    guard let workflow else {
      log.add(.unknownReference, at: node.location, "there is no file of format \(Format.workflow.head) with steps")
      return nil
    }
    if let step = Int(text), (1...workflow.steps.count).contains(step) { return step }
    log.add(.wrongValue, at: node.location, "'step' is from 1 to \(workflow.steps.count), not \(node.kind)")
    return nil
  }

  /// A delivery that went well is over.
  private func conclusion(_ node: SpecNode, of state: SpecNode) -> Conclusion? {
    guard let word = node["conclusion"], let conclusion = word.text.flatMap(Conclusion.init(rawValue:)) else {
      return nil
    }
    if conclusion == .success, !state.isTrue("final") {
      log.add(.conflictingKeys, at: word.location, "a state that means success is 'final: true'")
    }
    return conclusion
  }

  private func reading(_ node: SpecNode, of state: SpecNode) -> Machine.Reading? {
    let given = options(node)
    guard let conclusion = conclusion(node, of: state), let means = node.text("means") else { return nil }
    return Machine.Reading(given: given, conclusion: conclusion, means: means)
  }

  /// The values of the option that `given` names.
  func options(_ node: SpecNode) -> [String] {
    guard let given = node["given"] else { return [] }
    guard let option = root["option"] else {
      log.add(.unknownReference, at: given.location, "the machine has no 'option' whose values could be given")
      return []
    }
    return (given.items ?? []).compactMap { linker.known($0, "option value", among: option.texts("values")) }
  }

  private func signal(_ node: SpecNode) -> Machine.Signal? {
    let after = states(node, "after")
    guard let on = node["on"], let kind = event(on) else { return nil }
    let from = node["from"].map { field($0, of: [kind]) }
    let condition = condition(node, on: kind)
    if case .some(nil) = condition { return nil }
    if case .some(nil) = from { return nil }
    return Machine.Signal(
      on: kind, when: condition ?? nil, after: after, from: from ?? nil, isLastResort: node.isTrue("lastResort"),
      step: node["step"].flatMap(step), location: node.location)
  }

  /// The field is there whenever the state is entered.
  private func named(_ node: SpecNode, _ kinds: [String]) -> Path? {
    if kinds.isEmpty {
      log.add(
        .unknownReference, at: node.location, "nothing proves the state, so nothing names it: there is no 'enter'")
    }
    return field(node, of: kinds)
  }
}
