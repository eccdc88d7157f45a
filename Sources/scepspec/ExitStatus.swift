/// What an exit code says; the numbers are part of the interface.
enum ExitStatus: Int32, CaseIterable {
  case clean = 0
  case findings = 1
  case inconclusive = 2
  case unreachable = 3
  /// `EX_USAGE` of sysexits.h.
  case usage = 64
  /// `EX_DATAERR` of sysexits.h.
  case badData = 65
  /// `EX_SOFTWARE` of sysexits.h.
  case internalError = 70

  var about: String {
    switch self {
    case .clean: "all well"
    case .findings: "findings: the server deviates (with --strict, warnings count)"
    case .inconclusive: "no finding, but not everything could be decided"
    case .unreachable: "the target cannot be reached or is no SCEP server"
    case .usage: "wrong usage"
    case .badData: "bad input data, such as a specification that is not in order"
    case .internalError: "a fault of the tool itself"
    }
  }

  static var help: String {
    "Exit codes:\n"
      + allCases.map { status in
        let code = String(status.rawValue)
        return String(repeating: " ", count: 4 - code.count) + code + "  " + status.about
      }.joined(separator: "\n")
  }
}

/// Why a command cannot go on: one line for the user and the exit code that fits.
struct Failure: Error {
  var status: ExitStatus
  var message: String

  init(_ status: ExitStatus, _ message: String) {
    self.status = status
    self.message = message
  }
}
