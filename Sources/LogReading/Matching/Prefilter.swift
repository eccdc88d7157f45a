import ScepspecPatterns

/// The literals of which every recognised record of a family holds one, and the ways that each leads to.
struct Prefilter: Sendable {
  let literals: LiteralSet
  private let ways: [[Int]]

  /// `nil` where some way to recognise an event has no literal, or there are too many.
  init?(_ family: FamilyEvents) {
    var places: [[UInt8]: Int] = [:]
    var texts: [[UInt8]] = []
    var ways: [[Int]] = []
    for (index, way) in family.ways.enumerated() {
      guard let literals = way.literals else { return nil }
      for literal in literals {
        let place = places[literal] ?? texts.count
        if place == texts.count {
          places[literal] = place
          texts.append(literal)
          ways.append([])
        }
        ways[place].append(index)
      }
    }
    guard let set = try? LiteralSet(texts) else { return nil }
    literals = set
    self.ways = ways
  }

  /// The same literals, to be looked for in the like of a text.
  func literals(like text: UnsafeBufferPointer<UInt8>) -> LiteralSet {
    (try? LiteralSet(literals.literals, like: text)) ?? literals
  }

  /// The ways that records with these literals may be recognised by, in their order.
  func ways(for found: LiteralIndices) -> [Int] {
    var single: Int?
    for index in found {
      guard single == nil else {
        return Set(found.flatMap { ways[$0] }).sorted()
      }
      single = index
    }
    return single.map { ways[$0] } ?? []
  }
}
