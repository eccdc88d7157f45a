public import ScepspecModel

/// Says what logs mean: follows the machines over the observations of each group, and concludes.
///
/// A group is what one device or server wrote in one family of formats: its files merged in order of time. Groups do not
/// touch each other until `diagnose` joins their journeys, so that they may be observed in parallel.
public struct Diagnoser: Sendable {
  let specifications: Specifications
  let options: [String: String]
  let patterns: PatternReplacement
  let mostJourneys: Int
  let machines: [ReadyMachine]
  let decoder: CodeDecoder
  let secrets: [String: Set<String>]
  let decoys: Set<String>
  let events: Set<String>

  /// - Parameters:
  ///   - options: What the user says about the set-up, by the name of a machine's option, such as `enrolment`.
  ///   - patterns: How the patterns of identities are searched.
  ///   - mostJourneys: That are kept of each machine in each group; beyond it, older ones are only counted.
  public init(
    _ specifications: Specifications, options: [String: String] = [:], patterns: PatternReplacement = .none,
    mostJourneys: Int = 10_000
  ) {
    self.mostJourneys = max(4, mostJourneys)
    self.specifications = specifications
    self.options = options
    self.patterns = patterns
    let types = Dictionary(specifications.events.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let identities = specifications.workflows.reduce(into: [:]) { $0.merge($1.identities) { first, _ in first } }
    machines = specifications.machines.map { ReadyMachine($0, events: types, identities: identities) }
    decoder = CodeDecoder(specifications.codes)
    secrets = types.mapValues { type in Set(type.fields.filter(\.value.isSecret).keys) }
    decoys = Set(specifications.events.filter { $0.decoy != nil }.map(\.id))
    events = Set(specifications.events.map(\.id))
  }

  /// Begins a group.
  ///
  /// - Parameters:
  ///   - family: Of the formats of its files; `nil` where it is not known, so that every machine looks at it.
  ///   - files: Their paths, as the summaries and origins name them.
  public func group(family: String?, files: [String] = []) -> LogGroup {
    let followed = machines.filter { machine in
      family.map { machine.machine.families.isEmpty || machine.machine.families.contains($0) } ?? true
    }
    return LogGroup(
      family: family, files: files, runs: followed.map { MachineRun($0, patterns: patterns, mostLanes: mostJourneys) },
      decoys: decoys)
  }

  /// What the groups mean together.
  ///
  /// - Parameters:
  ///   - inputs: What each input was, in the order in which the diagnosis shows them.
  ///   - offsets: Seconds to add to the clocks of inputs, by path, as the user gives them; not where a summary says
  ///     that the input's times have it in them already.
  public func diagnose(
    _ groups: [LogGroup], inputs: [LogSummary] = [], offsets: [String: Int] = [:]
  ) -> Diagnosis {
    let traces = Versions.marked(
      groups.enumerated().flatMap { index, group in
        group.runs.flatMap { run in
          JourneyWriter(diagnoser: self, group: group, run: run).traces(group: index)
        }
      })
    let normaliser = Normaliser(patterns: patterns)
    let workflow = specifications.workflows.first
    let done = Set(inputs.filter { $0.offset?.isGiven == true }.map(\.path))
    let reading = ClockReading(
      traces: traces, groups: groups, workflow: workflow, normaliser: normaliser,
      given: offsets.filter { !done.contains($0.key) }
    ).clocks()
    let joined =
      workflow.map {
        Joiner(workflow: $0, traces: traces, clocks: reading.clocks, normaliser: normaliser).joined()
      } ?? traces
    let shown = inputs.map { input in
      var input = input
      let group = groups.firstIndex { $0.files.contains(input.path) }
      input.offset = input.offset ?? group.flatMap { reading.offsets[$0] }
      return input
    }
    return Conclusions(diagnoser: self, groups: groups, inputs: shown).diagnosis(joined)
  }

  func option(of machine: ReadyMachine) -> String? { machine.option.flatMap { options[$0] } }
}
