import ScepspecLogInputs
import ScepspecModel

/// One run over all inputs: first what they are, then what they hold.
final class IntakeRun {
  private let intake: LogIntake
  private let onObservation: (Observation, LogGroup) -> Void
  private let onProgress: (Int) -> Void
  private let inspector: Survey
  private var entries: [Survey.Entry] = []
  private var groups: [LogGroup] = []
  private var places: [GroupKey: Int] = [:]
  private var merges: [Int: GroupMerge] = [:]
  private var summaries: [LogSummary] = []
  private var copies = Copies()
  private var judging: JudgingTime?

  private struct GroupKey: Hashable {
    let family: String
    let folder: String
    /// Times of clocks that say more or less do not compare.
    let isZoned: Bool
    let hasDate: Bool
  }

  init(
    _ intake: LogIntake, onObservation: @escaping (Observation, LogGroup) -> Void,
    onProgress: @escaping (Int) -> Void
  ) {
    self.intake = intake
    self.onObservation = onObservation
    self.onProgress = onProgress
    judging = intake.options.judging
    let catalogue = intake.catalogue
    inspector = Survey(
      recogniser: Recogniser(formats: catalogue.formats, certificates: intake.options.certificates),
      override: intake.options.format.flatMap { catalogue.format($0) })
  }

  func survey(_ paths: [String]) {
    let inputs = InputSet(paths: paths, limits: intake.options.limits)
    try? inputs.forEach { input, bytes in entries.append(placed(inspector.entry(input, &bytes))) }
    judging?.ofLogs = entries.compactMap(latest).max()
    for group in groups.indices {
      let members = entries.indices.filter { entries[$0].group == group }
      merges[group] = merge(group, Dictionary(uniqueKeysWithValues: members.map { ($0, earliest(entries[$0])) }))
    }
  }

  func read(_ paths: [String]) -> [LogSummary] {
    let options = intake.options
    let inputs = InputSet(paths: paths, limits: options.limits, standardInput: options.standardInput)
    var next = 0
    try? inputs.forEach { input, bytes in
      let place = entries[next...].firstIndex { $0.input.name == input.name } ?? append(input, &bytes)
      next = max(next, place == next ? next + 1 : next)
      read(place, &bytes)
    }
    for place in entries.indices { merges[entries[place].group]?.end(place) }
    for problem in inputs.problems { add(problem) }
    if inputs.furtherProblems > 0, !summaries.isEmpty {
      summaries[summaries.count - 1].problems.append("\(inputs.furtherProblems) further problems are not shown")
    }
    return summaries
  }

  /// An input that could not be looked at before.
  private func append(_ input: LogInput, _ bytes: inout InputBytes) -> Int {
    let entry = placed(inspector.entry(input, &bytes), isAlone: true)
    entries.append(entry)
    if entry.group >= 0 { merges[entry.group] = merge(entry.group, [entries.count - 1: nil]) }
    return entries.count - 1
  }

  private func placed(_ entry: Survey.Entry, isAlone: Bool = false) -> Survey.Entry {
    guard let recognition = entry.recognition else { return entry }
    var entry = entry
    let original = copies.original(of: entry)
    entry.copyOf = original.flatMap { $0.folder == entry.input.folder ? nil : $0.name }
    let hasOffset = intake.options.offset(of: entry.input.name) != nil
    let key = GroupKey(
      family: recognition.format.format.family, folder: original?.folder ?? entry.input.folder,
      isZoned: hasOffset || recognition.earliest?.isZoned == true,
      hasDate: recognition.earliest?.precision == .complete)
    if let place = places[key], !isAlone {
      entry.group = place
    } else {
      entry.group = groups.count
      groups.append(LogGroup(number: groups.count, family: key.family, folder: key.folder))
      if !isAlone { places[key] = entry.group }
    }
    return entry
  }

  private func merge(_ group: Int, _ inputs: [Int: Int?]) -> GroupMerge {
    let (group, onObservation) = (groups[group], onObservation)
    return GroupMerge(inputs: inputs) { onObservation($0, group) }
  }

  /// `nil` where the beginning does not tell: the oldest record stands last, or days are counted from the first.
  private func earliest(_ entry: Survey.Entry) -> Int? {
    guard let recognition = entry.recognition, recognition.order == .ascending,
      recognition.format.reader.kind != .evtx, let time = recognition.earliest,
      time.precision == .complete
    else { return nil }
    return time.microseconds + (intake.options.offset(of: entry.input.name) ?? 0) * 1_000_000
  }

  /// Seconds since 1970 that the beginning of a log comes to; of certificates nothing, whose times are their own.
  private func latest(_ entry: Survey.Entry) -> Int? {
    guard let recognition = entry.recognition, recognition.format.validity.isEmpty, let time = recognition.latest,
      time.precision == .complete
    else { return nil }
    return time.microseconds / 1_000_000 + (intake.options.offset(of: entry.input.name) ?? 0)
  }

  private func read(_ place: Int, _ bytes: inout InputBytes) {
    let entry = entries[place]
    guard let recognition = entry.recognition, let merge = merges[entry.group],
      let family = intake.catalogue.families[recognition.format.format.family]
    else {
      summaries.append(LogSummary(path: entry.input.name, problems: entry.problem.map { [$0] } ?? []))
      return
    }
    let offset = intake.options.offset(of: entry.input.name)
    let reading = InputReading(
      recognition, family, name: entry.input.name, offset: offset, options: intake.options,
      judging: judging)
    var summary = reading.read(&bytes, onProgress: onProgress) { merge.take($0, from: place) }
    if let other = entry.copyOf { summary.problems.append("the same log as \(other), or a part of it: counted as one") }
    summaries.append(summary)
    merge.end(place)
  }

  private func add(_ problem: InputProblem) {
    let sentence = problem.message
    if let place = summaries.lastIndex(where: { $0.path == problem.input }) {
      summaries[place].problems.append(sentence)
    } else {
      summaries.append(LogSummary(path: problem.input, problems: [sentence]))
    }
  }
}
