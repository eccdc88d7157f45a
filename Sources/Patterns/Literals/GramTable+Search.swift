#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

extension GramTable {
  /// Looks at `place`, `place + step`, … and compares where a gram is met.
  func search(_ base: UnsafeRawPointer, from place: Int, notBefore start: Int, to end: Int) -> LiteralSet.Hit? {
    let step = step
    let mask = mask
    let isKnown = isKnown
    var place = place
    // Four octets are read at each place; four places are looked at before a branch.
    let last = end &- 4 &- 3 &* step
    while place <= last {
      var found: UInt8 = 0
      found |= isKnown[GramTable.hash(base.loadUnaligned(fromByteOffset: place, as: UInt32.self) & mask)]
      found |= isKnown[GramTable.hash(base.loadUnaligned(fromByteOffset: place &+ step, as: UInt32.self) & mask)]
      found |= isKnown[GramTable.hash(base.loadUnaligned(fromByteOffset: place &+ 2 &* step, as: UInt32.self) & mask)]
      found |= isKnown[GramTable.hash(base.loadUnaligned(fromByteOffset: place &+ 3 &* step, as: UInt32.self) & mask)]
      if found != 0 {
        for _ in 0..<4 {
          let gram = base.loadUnaligned(fromByteOffset: place, as: UInt32.self) & mask
          if let hit = hit(gram, at: place, base, notBefore: start, to: end) { return hit }
          place &+= step
        }
      } else {
        place &+= 4 &* step
      }
    }
    while place &+ width <= end {
      let gram = lastGram(base, at: place, to: end)
      if let hit = hit(gram, at: place, base, notBefore: start, to: end) { return hit }
      place &+= step
    }
    return nil
  }

  /// The gram at a place that may have fewer than four octets after it.
  private func lastGram(_ base: UnsafeRawPointer, at place: Int, to end: Int) -> UInt32 {
    var gram: UInt32 = 0
    withUnsafeMutableBytes(of: &gram) { $0.copyMemory(from: UnsafeRawBufferPointer(start: base + place, count: width)) }
    return gram
  }

  @inline(__always) private func hit(
    _ gram: UInt32, at place: Int, _ base: UnsafeRawPointer, notBefore start: Int, to end: Int
  ) -> LiteralSet.Hit? {
    let hash = GramTable.hash(gram)
    guard isKnown[hash] != 0 else { return nil }
    return compare(gram, from: Int(heads[hash]), at: place, base, notBefore: start, to: end)
  }

  private func compare(
    _ gram: UInt32, from head: Int, at place: Int, _ base: UnsafeRawPointer, notBefore start: Int, to end: Int
  ) -> LiteralSet.Hit? {
    guard let entries = entries.baseAddress, let octets = octets.baseAddress, let bounds = bounds.baseAddress else {
      return nil
    }
    var found: LiteralSet.Hit?
    var index = head
    while true {
      let entry = entries[index]
      let offset = place &- Int(entry.offset)
      let first = bounds[Int(entry.literal)]
      let count = bounds[Int(entry.literal) &+ 1] &- first
      if entry.gram == gram, offset >= start, offset &+ count <= end, memcmp(base + offset, octets + first, count) == 0
      {
        var hit = found ?? LiteralSet.Hit(literals: LiteralIndices(), offset: offset, next: place &+ step)
        hit.literals.insert(Int(entry.literal))
        hit.offset = min(hit.offset, offset)
        found = hit
      }
      guard entry.hasMore else { return found }
      index &+= 1
    }
  }
}
