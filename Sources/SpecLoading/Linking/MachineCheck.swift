import Model

/// What can be wrong with a machine as a whole.
struct MachineCheck {
  var log: ProblemLog
  var machine: Machine

  func check() {
  }
}

extension MachineLinker {
  func checkEvents(_ machine: Machine) {
  }
}
