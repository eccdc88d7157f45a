import ScepspecModel

/// What one machine makes of one content: all that does not depend on where its journeys stand, found out once.
final class ReadyContent: Sendable {
  let kind: ReadyKind
  /// The key as it is written; `nil` where it is not shown.
  let key: String?
  let values: AttributingValues
  /// What the signals prove that hold, in the order of the machine.
  let proofs: [Proof]
  /// Rules that it triggers: their positions in the machine's findings.
  let rules: [Int]
  let codes: [ShownCode]
  let identities: [(identity: String, text: String)]

  init(_ content: Observation.Content, as kind: ReadyKind) {
    self.kind = kind
    key = kind.key?.text(in: content)
    values = AttributingValues(kind.unkeyed.map { $0?.field(in: content)?.value })
    proofs = kind.signals(in: content).map { Proof($0, in: content) }
    rules = kind.rules.compactMap { rule, condition in condition.holds(for: content) ? rule : nil }
    codes = kind.codes(in: content)
    identities = kind.identities.compactMap { field, identity in field.text(in: content).map { (identity, $0) } }
  }

  /// A state that a content proves.
  struct Proof: Sendable {
    let state: Int
    /// How the log calls it, where the state stands for many.
    let shown: String?
    /// How the log calls the state that was left.
    let from: String?
    /// The step of the workflow where it is not the state's.
    let step: Int?
    /// By the number of the state at hand; `nil` where it counts anywhere.
    let after: NumberSet?
    let isLastResort: Bool

    fileprivate init(_ signal: ReadySignal, in content: Observation.Content) {
      state = signal.state
      shown = signal.named?.text(in: content).map(Self.short)
      from = signal.from?.text(in: content).map(Self.short)
      (step, after, isLastResort) = (signal.step, signal.after, signal.isLastResort)
    }

    /// A name that the log gives, no longer than names are.
    private static func short(_ text: String) -> String {
      text.utf8.count <= 120 ? text : String(decoding: text.utf8.prefix(120), as: UTF8.self) + "…"
    }
  }
}

/// The values by which observations without key are attributed, such as process and thread.
struct AttributingValues: Sendable {
  let values: [Value?]
  /// Hashes of the first ones, 0 for an absent one: most differ, which is seen here at once.
  let marks: SIMD4<Int32>

  init(_ values: [Value?] = []) {
    self.values = values
    var marks = SIMD4<Int32>()
    for (index, value) in values.prefix(4).enumerated() {
      marks[index] = value.map { Int32(truncatingIfNeeded: $0.hashValue) | 1 } ?? 0
    }
    self.marks = marks
  }

  /// Whether those that are present may be the same there, by their marks.
  @inline(__always) func resemble(_ other: SIMD4<Int32>) -> Bool { all((marks .== other) .| (marks .== 0)) }

  /// Whether those that are present are the same there, and any is.
  func areShared(by other: AttributingValues) -> Bool {
    guard resemble(other.marks), values.count == other.values.count else { return false }
    guard marks != SIMD4<Int32>() || values.count > 4 else { return false }
    var isAny = false
    for (own, other) in zip(values, other.values) {
      guard let own else { continue }
      guard own == other else { return false }
      isAny = true
    }
    return isAny
  }
}
