/// A dictionary that forgets: what was not written for long goes once all entries together weigh too much.
///
/// There are two generations. Entries are written to the young one; when that has half of the weight allowed, it becomes
/// the old one, and what was old is forgotten.
struct Recent<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private var young: [Key: Value] = [:]
  private var old: [Key: Value] = [:]
  private var weight = 0
  private let most: Int
  private let weigh: @Sendable (Value) -> Int

  /// - Parameters:
  ///   - most: What all entries may weigh, in octets.
  ///   - weigh: Octets of an entry.
  init(most: Int, weighing weigh: @escaping @Sendable (Value) -> Int) {
    self.most = most
    self.weigh = weigh
  }

  var isEmpty: Bool { young.isEmpty && old.isEmpty }

  subscript(key: Key) -> Value? { young[key] ?? old[key] }

  mutating func write(_ value: Value, for key: Key) {
    weight += weigh(value) - (young[key].map(weigh) ?? 0)
    young[key] = value
    guard weight > most / 2 else { return }
    old = young
    young = [:]
    weight = 0
  }

  /// In no order.
  var entries: [(key: Key, value: Value)] {
    young.map { ($0.key, $0.value) } + old.filter { young[$0.key] == nil }.map { ($0.key, $0.value) }
  }
}
