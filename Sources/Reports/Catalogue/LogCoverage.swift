public import ScepspecModel

/// Which states, ways and findings of the machines golden logs show.
public struct LogCoverage: Sendable {
  /// What one machine holds and what of it no log shows.
  public struct Row: Hashable, Sendable {
    public var machine: Machine
    public var missingStates: [String]
    /// `FROM -> TO`.
    public var missingWays: [String]
    public var missingFindings: [String]

    public init(machine: Machine, missingStates: [String], missingWays: [String], missingFindings: [String]) {
      self.machine = machine
      self.missingStates = missingStates
      self.missingWays = missingWays
      self.missingFindings = missingFindings
    }

    fileprivate var states: Int { machine.states.count - 1 }
    fileprivate var ways: Int { machine.states.reduce(0) { $0 + $1.next.count } }
  }

  private let rows: [Row]
  private let logs: Int

  /// - Parameter logs: Golden logs that were read.
  public init(_ rows: [Row], logs: Int) {
    self.rows = rows
    self.logs = logs
  }

  public var isComplete: Bool {
    logs > 0
      && rows.allSatisfy { $0.missingStates.isEmpty && $0.missingWays.isEmpty && $0.missingFindings.isEmpty }
  }

  /// One row for each machine: how many of each the logs show, of how many.
  public func table() -> Table {
    Table(
      columns: ["machine", "states", "transitions", "findings"],
      rows: rows.map { row in
        [
          row.machine.id, Self.share(row.states, row.missingStates), Self.share(row.ways, row.missingWays),
          Self.share(row.machine.findings.count, row.missingFindings),
        ]
      })
  }

  /// What no log shows.
  public func summary() -> String {
    var page = TextPage(usesColour: false)
    page.line("\(logs) golden logs")
    for row in rows {
      for state in row.missingStates { page.line(indent: 2, "no log: \(row.machine.id), state \(state)") }
      for way in row.missingWays { page.line(indent: 2, "no log: \(row.machine.id), transition \(way)") }
      for finding in row.missingFindings { page.line(indent: 2, "no log: \(row.machine.id), finding \(finding)") }
    }
    if isComplete { page.line("every state, transition and finding is shown by a log") }
    return page.text
  }

  private static func share(_ all: Int, _ missing: [String]) -> String { "\(all - missing.count) of \(all)" }
}
