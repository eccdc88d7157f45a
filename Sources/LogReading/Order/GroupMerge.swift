import ScepspecModel

/// Puts the observations of several inputs into one order: by time, where those of one input keep their own order.
///
/// What no input that is still to come can precede is handed on at once, so that the memory needed depends on how far
/// the inputs overlap, not on their size.
final class GroupMerge {
  /// The earliest time of each input that was not read to its end yet; `nil` where it may be any.
  private var awaited: [Int: Int?]
  private var queues: [Int: Queue] = [:]
  private var seen = SeenBefore()
  private let emit: (Observation) -> Void
  private let isAlone: Bool

  /// - Parameter inputs: the group's inputs with the earliest time that each can have.
  init(inputs: [Int: Int?], _ emit: @escaping (Observation) -> Void) {
    awaited = inputs
    isAlone = inputs.count == 1
    self.emit = emit
  }

  func take(_ observation: Observation, from input: Int) {
    guard !isAlone else { return emit(observation) }
    awaited[input] = nil
    queues[input, default: Queue()].append(observation)
    drain(reading: input)
  }

  /// The input was read to its end, maybe without any observation.
  func end(_ input: Int) {
    guard !isAlone else { return }
    awaited[input] = nil
    drain(reading: nil)
  }

  private func drain(reading: Int?) {
    while reading.map({ queues[$0]?.isEmpty == false }) ?? true {
      guard let (input, time) = first, awaited.values.allSatisfy({ $0.map { $0 > time } ?? false }) else { return }
      guard let next = queues[input]?.popFirst() else { return }
      if seen.isNew(next, at: time, from: input) { emit(next) }
    }
  }

  /// The earliest of what waits; of the same time, that of the first input.
  private var first: (input: Int, time: Int)? {
    queues.lazy.compactMap { input, queue in queue.time.map { (input, $0) } }
      .min { ($0.1, $0.0) < ($1.1, $1.0) }
  }

  /// Observations in their order; one without time goes with the one before it.
  private struct Queue {
    private var waiting: [(observation: Observation, time: Int)] = []
    private var taken = 0
    private var last = Int.min

    var isEmpty: Bool { taken == waiting.count }
    var time: Int? { isEmpty ? nil : waiting[taken].time }

    mutating func append(_ observation: Observation) {
      last = observation.time?.microseconds ?? last
      waiting.append((observation, last))
    }

    mutating func popFirst() -> Observation? {
      guard !isEmpty else { return nil }
      let next = waiting[taken].observation
      taken += 1
      if taken > 1_024, taken * 2 > waiting.count {
        waiting.removeFirst(taken)
        taken = 0
      }
      return next
    }
  }
}

/// Drops what several inputs tell alike, such as overlapping copies; what one input tells twice stays twice.
struct SeenBefore {
  private var time = Int.min
  /// Of this time: how often each input told it, and how often it was handed on.
  private var counts: [Key: (byInput: [Int: Int], passed: Int)] = [:]

  private struct Key: Hashable {
    let kind: String
    let fields: [String: Field]
  }

  mutating func isNew(_ observation: Observation, at time: Int, from input: Int) -> Bool {
    if time != self.time { counts.removeAll(keepingCapacity: true) }
    self.time = time
    let key = Key(kind: observation.kind, fields: observation.fields)
    var count = counts[key] ?? ([:], 0)
    defer { counts[key] = count }
    let told = count.byInput[input, default: 0] + 1
    count.byInput[input] = told
    guard told > count.passed else { return false }
    count.passed = told
    return true
  }
}
