#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A search for literals that goes on from hit to hit. The octets have to stay where they are meanwhile.
///
/// 64 places of the grid are looked at without a branch: that one has a gram by chance happens too often for the
/// processor to guess when.
struct LiteralSearch {
  private let table: GramTable
  private let base: UnsafeRawPointer
  private let end: Int
  /// The first place that was not looked at.
  private var next: Int
  /// The first of the places looked at last, and those of them that have a gram and were not compared.
  private var first = 0
  private var known: UInt64 = 0

  init(for literals: LiteralSet, in base: UnsafeRawPointer, from start: Int, to end: Int) {
    table = literals.table
    self.base = base
    self.end = end
    next = start
  }

  /// The next place where literals stand that begin at or after `limit`, which only rises from call to call.
  @inline(__always) mutating func hit(from limit: Int) -> LiteralSet.Hit? {
    while true {
      while known != 0 {
        let place = first &+ known.trailingZeroBitCount &* table.step
        known &= known &- 1
        if place >= limit, let hit = compare(at: place, notBefore: limit) { return hit }
      }
      if next < limit { next = limit }
      guard look() else { return nil }
    }
  }

  /// Looks at the next places; `false` where there are none.
  private mutating func look() -> Bool {
    first = next
    // Four octets are read at each place.
    if first &+ 63 &* table.step &+ 4 <= end {
      table.width == 4 ? lookWide() : lookNarrow()
      return true
    }
    for index in 0..<64 where next &+ table.width <= end {
      known |= table.isKnown(GramTable.hash(gram(at: next))) &<< UInt64(index)
      next &+= table.step
    }
    return next > first
  }

  private mutating func lookWide() {
    let (table, base, step) = (table, base, table.step)
    var (place, known) = (first, 0 as UInt64)
    for index in 0..<64 {
      let gram = base.loadUnaligned(fromByteOffset: place, as: UInt32.self)
      known |= table.isKnown(GramTable.hash(gram)) &<< UInt64(truncatingIfNeeded: index)
      place &+= step
    }
    (next, self.known) = (place, known)
  }

  private mutating func lookNarrow() {
    for index in 0..<64 {
      let gram = base.loadUnaligned(fromByteOffset: next, as: UInt32.self) & table.mask
      known |= table.isKnown(GramTable.hash(gram)) &<< UInt64(truncatingIfNeeded: index)
      next &+= table.step
    }
  }

  /// The gram at a place that may have fewer than four octets after it.
  private func gram(at place: Int) -> UInt32 {
    guard place &+ 4 > end else { return base.loadUnaligned(fromByteOffset: place, as: UInt32.self) & table.mask }
    var gram: UInt32 = 0
    withUnsafeMutableBytes(of: &gram) {
      $0.copyMemory(from: UnsafeRawBufferPointer(start: base + place, count: table.width))
    }
    return gram
  }

  private func compare(at place: Int, notBefore limit: Int) -> LiteralSet.Hit? {
    guard let entries = table.entries.baseAddress else { return nil }
    let gram = gram(at: place)
    var found: LiteralSet.Hit?
    var entry = entries + Int(table.heads[GramTable.hash(gram) &>> 5])
    while true {
      let offset = place &- Int(entry.pointee.offset)
      if entry.pointee.gram == gram, stands(entry.pointee, at: offset, notBefore: limit) {
        var hit = found ?? LiteralSet.Hit(literals: LiteralIndices(), offset: offset)
        hit.literals.insert(Int(entry.pointee.literal))
        hit.offset = min(hit.offset, offset)
        found = hit
      }
      guard entry.pointee.hasMore else { return found }
      entry += 1
    }
  }

  @inline(__always) private func stands(_ entry: GramTable.Entry, at offset: Int, notBefore limit: Int) -> Bool {
    let first = table.bounds[Int(entry.literal)]
    let count = table.bounds[Int(entry.literal) &+ 1] &- first
    guard offset >= limit, offset &+ count <= end, let octets = table.octets.baseAddress else { return false }
    let start = Int(entry.windowStart)
    if start >= 0, base.loadUnaligned(fromByteOffset: offset &+ start, as: UInt64.self) != entry.window { return false }
    return memcmp(base + offset, octets + first, count) == 0
  }
}
