public import ScepspecModel

/// The observations of one group, taken one by one in order of time: only what machines remember is kept.
public struct LogGroup: Sendable {
  public let family: String?
  /// Those given, and those that observations came from.
  public private(set) var files: [String]
  var runs: [MachineRun]
  private let routes: [String: [Route]]
  private let decoys: Set<String>
  private var known = KnownContents()
  /// Observations that machines follow or might have followed, and those of decoys.
  private(set) var followed = 0
  private(set) var decoyed = 0
  /// The time of the last observation, in the order in which they came.
  private(set) var last: Moment?
  private(set) var first: Moment?
  private var rises = 0
  private var falls = 0
  /// Levels that its observations show, in lower case.
  private(set) var levels: Set<String> = []
  private var lastLevel: Value?
  private var lastFile = ""
  private let needsLevels: Bool

  private struct Route {
    var run: Int
    var kind: ReadyKind
  }

  init(family: String?, files: [String], runs: [MachineRun], decoys: Set<String>) {
    self.family = family
    self.files = files
    self.runs = runs
    self.decoys = decoys
    needsLevels = runs.contains { $0.ready.machine.findings.contains { !$0.shown.isEmpty } }
    var routes: [String: [Route]] = [:]
    for (index, run) in runs.enumerated() {
      for (name, kind) in run.ready.kinds { routes[name, default: []].append(Route(run: index, kind: kind)) }
    }
    self.routes = routes
  }

  /// Takes one observation. They come in order of time; where several have the same time, as they stand in the file.
  public mutating func observe(_ observation: Observation) {
    note(observation.time)
    if case .line(let file, _) = observation.origin, file != lastFile { note(file) }
    let place = known.find(observation.content) ?? learn(observation.content)
    guard let content = known[place] else { return }
    if content.showsLevel, let level = content.level, level != lastLevel { note(level) }
    if content.isDecoy { decoyed += 1 } else { followed += 1 }
    for (index, part) in content.parts.enumerated() {
      let foldings = runs[part.run].foldings
      let lane = runs[part.run].observe(observation, as: part.content, lane: known.lane(place, part: index))
      if runs[part.run].foldings != foldings { known.forgetLanes() }
      if let lane { known.note(lane, place, part: index) }
    }
  }

  private mutating func learn(_ content: Observation.Content) -> Int {
    let routes = routes[content.kind] ?? []
    let entry = KnownContents.Entry(
      content: content, level: needsLevels ? content.fields["level"]?.value : nil,
      isDecoy: routes.isEmpty && decoys.contains(content.kind),
      parts: routes.map { ($0.run, ReadyContent(content, as: $0.kind)) })
    return known.insert(entry)
  }

  private mutating func note(_ time: Moment?) {
    guard let time else { return }
    if let last {
      if time.microseconds > last.microseconds {
        rises += 1
      } else if time.microseconds < last.microseconds {
        falls += 1
      }
    }
    first = first ?? time
    last = time
  }

  private mutating func note(_ file: String) {
    lastFile = file
    if files.count < Self.mostFiles, !files.contains(file) { files.append(file) }
  }

  private mutating func note(_ level: Value) {
    lastLevel = level
    if levels.count < Self.mostLevels, let words = level.words { levels.insert(words.lowercased()) }
  }

  private static let mostLevels = 64
  private static let mostFiles = 1000

  /// The records run from the newest to the oldest.
  var isReversed: Bool { falls > 1 && rises == 0 }
}
