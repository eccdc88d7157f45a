import ScepspecModel

extension MachineLinker {
  /// Each event listed is one that the machine can see and does something with.
  func checkEvents(_ machine: Machine) {
    let signals = machine.states.flatMap(\.enter).map(\.on)
    let used = Set(signals + machine.findings.flatMap { $0.without + [$0.on].compactMap(\.self) })
    var seen: Set<String> = []
    for event in root.words("events") where events.contains(event.text) && seen.insert(event.text).inserted {
      if let reason = eventTypes[event.text]?.decoy {
        log.add(
          .wrongValue, at: event.location,
          "no machine follows '\(event.text)', which is a decoy: \(SpecNode.shown(reason))")
      } else if !isSeen(event.text, machine) {
        log.add(
          .unusedEvent, at: event.location,
          "'\(event.text)' is of none of the families \(Suggestion.list(machine.families)), to which the machine keeps")
      } else if !isEvidence(event.text, machine), !isNamed(event.text), !used.contains(event.text) {
        log.add(
          .unusedEvent, at: event.location,
          "no signal and no finding names '\(event.text)', no field of it is a code or an identity, and no finding looks "
            + "with 'shown' at its level")
      }
    }
  }

  private func isSeen(_ event: String, _ machine: Machine) -> Bool {
    guard !machine.families.isEmpty, let type = eventTypes[event], !type.families.isEmpty else { return true }
    return !Set(machine.families).isDisjoint(with: type.families)
  }

  /// Codes explain a failure, identities join journeys, and levels show what is logged, without any state being entered.
  private func isEvidence(_ event: String, _ machine: Machine) -> Bool {
    let hasLevel = linker.vocabulary.kinds[event]?.fields["level"] != nil
    if hasLevel, machine.findings.contains(where: { !$0.shown.isEmpty }) { return true }
    guard let type = eventTypes[event] else { return false }
    return type.fields.values.contains { !$0.codes.isEmpty || $0.codesFrom != nil || $0.identity != nil }
  }

  /// Named in the file, if only by a signal or finding that could not be read.
  private func isNamed(_ event: String) -> Bool {
    let states = (root["states"]?.entries ?? []).flatMap { $0.value["enter"]?.items ?? [] }
    return (states + (root["findings"]?.items ?? [])).contains { $0.text("on") == event }
  }
}
