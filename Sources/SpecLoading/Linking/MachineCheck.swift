import ScepspecModel

/// What can be wrong with the states of a machine as a whole.
struct MachineCheck {
  var log: ProblemLog
  var machine: Machine

  func check() {
    let reached = reachable()
    for state in machine.states {
      if !machine.start.isEmpty, !reached.contains(state.name) {
        let reason = state.enter.isEmpty ? "it has no 'enter', and no signal has a 'from'" : "its 'after' never comes"
        log.add(.unreachableState, at: state.location, "nothing leads to the state '\(state.name)': \(reason)")
      }
      if !state.isFinal, !state.next.contains(where: { $0 != state.name }) {
        log.add(
          .deadEnd, at: state.location, "the state '\(state.name)' has no 'next' but itself and is not 'final: true'")
      }
    }
    checkChoices()
  }

  /// A state is reached by its signals, or because another signal's event names it as the state left.
  private func reachable() -> Set<String> {
    let signals = machine.states.flatMap(\.enter)
    if signals.contains(where: { $0.from != nil }) { return Set(machine.states.map(\.name)) }
    var reached: Set = [machine.start]
    var count = 0
    while reached.count != count {
      count = reached.count
      for state in machine.states where state.enter.contains(where: { isOpen($0, reached) }) {
        reached.insert(state.name)
      }
    }
    return reached
  }

  private func isOpen(_ signal: Machine.Signal, _ reached: Set<String>) -> Bool {
    signal.after.isEmpty || signal.after.contains(where: reached.contains)
  }

  /// Two signals of different states on the same kind must never hold together.
  private func checkChoices() {
    let signals = machine.states.flatMap { state in state.enter.map { (state: state.name, signal: $0) } }
    for (index, second) in signals.enumerated() {
      for first in signals.prefix(index) where first.state != second.state && clash(first.signal, second.signal) {
        log.add(
          .ambiguousTransition, at: second.signal.location,
          "this signal of '\(second.state)' and the one of '\(first.state)' at line \(first.signal.location.line) can "
            + "both hold for one '\(second.signal.on)'; give them conditions or 'after' of which never both hold")
      }
    }
  }

  private func clash(_ one: Machine.Signal, _ other: Machine.Signal) -> Bool {
    guard one.on == other.on, one.isLastResort == other.isLastResort else { return false }
    if !one.after.isEmpty, !other.after.isEmpty, Set(one.after).isDisjoint(with: other.after) { return false }
    guard let left = one.when, let right = other.when else { return true }
    return !Exclusion.never(left, right)
  }
}
