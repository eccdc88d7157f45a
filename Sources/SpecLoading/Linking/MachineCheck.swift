import Model

/// What can be wrong with a machine as a whole.
struct MachineCheck {
  var log: ProblemLog
  var machine: Machine

  func check() {
    let reached = reachable()
    for (name, state) in machine.states.sorted(by: { $0.key < $1.key }) {
      if !machine.start.isEmpty, !reached.contains(name) {
        log.add(.unreachableState, at: state.location, "no way leads from '\(machine.start)' to the state '\(name)'")
      }
      let leaves = state.transitions.contains { $0.to != name }
      if !state.isFinal, !leaves {
        log.add(.deadEnd, at: state.location, "the state '\(name)' has no way out and is not 'final: true'")
      }
      checkChoices(state, name)
    }
  }

  private func reachable() -> Set<String> {
    var reached: Set<String> = []
    var waiting = [machine.start]
    while let name = waiting.popLast() {
      guard reached.insert(name).inserted else { continue }
      waiting += (machine.states[name]?.transitions ?? []).map(\.to)
    }
    return reached
  }

  /// Two transitions on the same kind need conditions of which never both hold.
  private func checkChoices(_ state: Machine.State, _ name: String) {
    for (index, second) in state.transitions.enumerated() {
      for first in state.transitions.prefix(index) where first.on == second.on {
        if let one = first.when, let other = second.when, Exclusion.never(one, other) { continue }
        log.add(
          .ambiguousTransition, at: second.location,
          "in '\(name)' this transition and the one at line \(first.location.line) can both fire on '\(first.on)'; "
            + "give them conditions on one field of which never both hold")
      }
    }
  }
}
