public import ScepspecModel

/// What the specifications hold, by kind.
public enum Topic: String, CaseIterable, Sendable {
  case checks, exchanges, faults, conversations, requirements, bugs, targets, clients, fields, formats, events,
    machines, states,
    findings, codes

  /// Everything of that kind, in the order of the specifications.
  public func table(of specifications: Specifications) -> Table {
    switch self {
    case .checks:
      Table(
        columns: ["id", "level", "title"],
        rows: (specifications.checks + specifications.clientChecks).map { [$0.id, $0.level.rawValue, $0.title] })
    case .exchanges:
      Table(
        columns: ["id", "about"],
        rows: specifications.exchanges.values.sorted { $0.id < $1.id }.map { [$0.id, $0.about] })
    case .faults:
      Table(
        columns: ["id", "title", "fails"],
        rows: specifications.faults.map { [$0.id, $0.title, $0.fails.joined(separator: ", ")] })
    case .conversations:
      Table(
        columns: ["id", "title", "fails"],
        rows: specifications.clientFaults.map { [$0.id, $0.title, $0.fails.joined(separator: ", ")] })
    case .requirements:
      Table(
        columns: ["id", "role", "level", "requirement"],
        rows: specifications.requirements.values.sorted { $0.location.precedes($1.location) }
          .map { [$0.id, $0.role, $0.level, $0.text] })
    case .bugs:
      Table(
        columns: ["id", "what", "source"],
        rows: specifications.bugs.values.sorted { $0.id < $1.id }.map { [$0.id, $0.what, $0.source] })
    case .targets:
      Table(
        columns: ["id", "title", "known deviations"],
        rows: specifications.targets.map { [$0.id, $0.title, String($0.knownDeviations.count)] })
    case .clients:
      Table(
        columns: ["id", "steps", "about"],
        rows: specifications.vocabulary.clients.sorted { $0.key < $1.key }.map { client in
          let steps = specifications.clients.first { $0.id == client.key }?.steps.count
          return [client.key, steps.map(String.init) ?? "", client.value]
        })
    case .formats:
      Table(
        columns: ["id", "family", "reader", "title"],
        rows: specifications.formats.map { [$0.id, $0.family, $0.reader.kind.rawValue, $0.title] })
    case .events:
      Table(
        columns: ["id", "families", "about"],
        rows: specifications.events.map { [$0.id, $0.families.joined(separator: ", "), $0.decoy ?? $0.about] })
    case .machines:
      Table(
        columns: ["id", "platform", "states", "findings", "title"],
        rows: specifications.machines.map {
          [$0.id, $0.platform, String($0.states.count), String($0.findings.count), $0.title]
        })
    case .states:
      Table(
        columns: ["id", "step", "conclusion", "about"],
        rows: specifications.machines.flatMap { machine in
          machine.states.map {
            ["\(machine.id)/\($0.name)", $0.step.map(String.init) ?? "", $0.conclusion.rawValue, $0.about]
          }
        })
    case .findings:
      Table(
        columns: ["id", "level", "message"],
        rows: specifications.machines.flatMap(\.findings).map { [$0.id, $0.level.rawValue, $0.message] })
    case .codes:
      Table(
        columns: ["id", "symbol", "text"],
        rows: specifications.codes.values.sorted { $0.id < $1.id }.flatMap { table in
          table.entries.sorted { $0.key < $1.key }.map {
            ["\(table.id)/\($0.key)", $0.value.symbol ?? "", $0.value.text]
          }
        })
    case .fields: FieldList(vocabulary: specifications.vocabulary).table()
    }
  }
}

extension Location {
  func precedes(_ other: Location) -> Bool {
    (file, line, column) < (other.file, other.line, other.column)
  }
}
