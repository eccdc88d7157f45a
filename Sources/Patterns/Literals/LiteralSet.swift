/// Searches octets for many literals at once.
///
/// The text is looked at in steps: at every place of a grid, four octets are hashed and looked up among those that the
/// literals have. A literal holds as many grams of four octets in a row as a step is wide, so wherever it stands, one
/// place of the grid meets it; only there it is compared. The looks do not depend on each other, unlike the jumps of
/// Wu and Manber, and the wider the step, the faster the search: **the shortest literal sets the speed of all**.
public struct LiteralSet: Sendable {
  /// The literals in the order given; indices are places in it.
  public let literals: [[UInt8]]
  /// Octets of the shortest literal.
  public let shortest: Int
  /// Whether a literal may go on over the end of a line.
  let holdsLineFeed: Bool

  let table: GramTable

  public static let maximumCount = 512
  public static let maximumLength = 1 << 14

  /// Literals may hold any octets, and one may be part of another.
  ///
  /// - Parameter text: The like of what is searched, by which the search becomes faster.
  public init(
    _ literals: [[UInt8]], like text: UnsafeBufferPointer<UInt8> = UnsafeBufferPointer(start: nil, count: 0)
  ) throws(LiteralSetError) {
    guard let shortest = literals.lazy.map(\.count).min() else { throw .none }
    guard literals.count <= LiteralSet.maximumCount else { throw .tooMany(count: literals.count) }
    if let index = literals.firstIndex(of: []) { throw .empty(index: index) }
    if let index = literals.firstIndex(where: { $0.count > LiteralSet.maximumLength }) { throw .tooLong(index: index) }
    self.literals = literals
    self.shortest = shortest
    holdsLineFeed = literals.contains { $0.contains(0x0A) }
    table = GramTable(literals, shortest: shortest, like: text)
  }

  /// A place where literals stand.
  public struct Hit: Hashable, Sendable {
    /// Those that were met together, not all that stand near.
    public var literals: LiteralIndices
    /// Where the one that begins first begins.
    public var offset: Int
  }

  /// The next place where a literal stands wholly between two offsets. Nothing is known about what begins before
  /// `offset` but for the literals given; to know all in a stretch, ask for `indices`.
  public func firstHit(in bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0, to end: Int? = nil) -> Hit? {
    let end = min(end ?? bytes.count, bytes.count)
    let start = max(0, start)
    guard let base = bytes.baseAddress, start <= end else { return nil }
    var search = LiteralSearch(for: self, in: UnsafeRawPointer(base), from: start, to: end)
    return search.hit(from: start)
  }

  /// All literals that stand wholly between two offsets.
  public func indices(in bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0, to end: Int? = nil) -> LiteralIndices {
    var found = LiteralIndices()
    forEachHit(in: bytes, from: start, to: end) { hit in
      found.formUnion(hit.literals)
    }
    return found
  }

  /// Every place where literals stand, in the order in which the grid meets them, which is that of their offsets but
  /// for literals that overlap or nearly touch. Places that overlap may be told as one hit.
  public func forEachHit(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0, to end: Int? = nil, _ body: (Hit) -> Void
  ) {
    let end = min(end ?? bytes.count, bytes.count)
    let start = max(0, start)
    guard let base = bytes.baseAddress, start <= end else { return }
    var search = LiteralSearch(for: self, in: UnsafeRawPointer(base), from: start, to: end)
    while let hit = search.hit(from: start) { body(hit) }
  }
}
