import Testing

@testable import ScepspecPatterns

@Suite("Search for literals")
struct LiteralSetTests {
  private struct Place: Hashable {
    var literal: Int
    var offset: Int
  }

  /// Every literal at every offset, the slow and sure way.
  private func naive(_ literals: [[UInt8]], in text: [UInt8], from start: Int, to end: Int) -> [Place] {
    literals.indices.flatMap { index in
      let literal = literals[index]
      return stride(from: start, through: end - literal.count, by: 1)
        .filter { text[$0..<$0 + literal.count].elementsEqual(literal) }
        .map { Place(literal: index, offset: $0) }
    }
  }

  @Test(
    "It finds what a naive search finds, wherever it starts and ends",
    arguments: ["ab", "abc", "abcdefgh", "ab\n\0é"])
  func sameAsNaive(alphabet: String) throws {
    var hits = 0
    for seed in 0..<800 {
      var chance = Chance(seed: seed)
      let longest = 1 + chance.below(24)
      let literals = (0..<1 + chance.below(8)).map { _ in
        [chance.pick(Array(alphabet.utf8))] + chance.octets(upTo: longest, from: alphabet)
      }
      var text = chance.octets(upTo: 200, from: alphabet)
      for _ in 0..<chance.below(4) { text += chance.pick(literals) + chance.octets(upTo: 30, from: alphabet) }
      let start = chance.below(text.count + 1)
      let end = start + chance.below(text.count - start + 1)
      let set = try LiteralSet(literals)
      let expected = naive(literals, in: text, from: start, to: end)
      hits += expected.count
      text.withUnsafeBufferPointer { bytes in
        var met: [LiteralSet.Hit] = []
        set.forEachHit(in: bytes, from: start, to: end) { met.append($0) }
        for hit in met {
          #expect(hit.literals.contains { expected.contains(Place(literal: $0, offset: hit.offset)) })
        }
        for place in expected {
          let reach = place.offset - longest...place.offset + longest
          #expect(met.contains { reach.contains($0.offset) && $0.literals.contains(place.literal) })
        }
        #expect(set.indices(in: bytes, from: start, to: end) == LiteralIndices(Set(expected.map(\.literal))))
        #expect((set.firstHit(in: bytes, from: start, to: end) == nil) == expected.isEmpty)
      }
    }
    #expect(hits > 2000)
  }

  @Test("Going on after the end of the line finds each line that holds a literal")
  func lines() throws {
    for seed in 0..<500 {
      var chance = Chance(seed: seed)
      let literals = (0..<3).map { _ in [chance.pick(Array("abc".utf8))] + chance.octets(upTo: 6, from: "abc") }
      let text = chance.octets(upTo: 400, from: "aabbc\n")
      let set = try LiteralSet(literals)
      let expected = text.split(separator: 0x0A).map(Array.init).filter { line in
        literals.contains { line.offset(of: $0) != nil }
      }
      let found = text.withUnsafeBufferPointer { bytes in
        var found: [[UInt8]] = []
        var place = 0
        while let hit = set.firstHit(in: bytes, from: place) {
          let line = bytes.lineStart(of: hit.offset, notBefore: 0)..<bytes.lineEnd(from: hit.offset, to: bytes.count)
          found.append(Array(bytes[line]))
          place = line.upperBound
        }
        return found
      }
      #expect(found == expected)
    }
  }

  @Test("Texts shorter than the literals, and empty ones, hold nothing")
  func shortTexts() throws {
    let set = try LiteralSet([Array("abcdef".utf8), Array("abcdefghijkl".utf8)])
    for count in 0..<6 {
      let text = Array("abcdef".utf8.prefix(count))
      text.withUnsafeBufferPointer { #expect(set.firstHit(in: $0) == nil) }
    }
    #expect(set.firstHit(in: UnsafeBufferPointer(start: nil, count: 0)) == nil)
    Array("abcdef".utf8).withUnsafeBufferPointer {
      #expect(set.indices(in: $0) == LiteralIndices([0]))
      #expect(set.firstHit(in: $0, from: 7) == nil)
      #expect(set.firstHit(in: $0, from: 0, to: 5) == nil)
      #expect(set.firstHit(in: $0, from: -5, to: 100)?.offset == 0)
    }
  }

  @Test("Equal literals are both met")
  func equalLiterals() throws {
    let set = try LiteralSet([Array("same".utf8), Array("same".utf8)])
    #expect(Array("the same".utf8).withUnsafeBufferPointer { set.indices(in: $0) } == LiteralIndices([0, 1]))
  }

  @Test("As many literals as allowed are found, by index")
  func many() throws {
    let literals = (0..<LiteralSet.maximumCount).map { Array("<literal \($0)>".utf8) }
    let set = try LiteralSet(literals)
    for index in [0, 63, 64, 255, 511] {
      let text = Array("x <literal \(index)> y".utf8)
      #expect(text.withUnsafeBufferPointer { Array(set.indices(in: $0)) } == [index])
    }
  }

  @Test("Literals that cannot be searched for are refused")
  func refusals() {
    #expect(throws: LiteralSetError.none) { try LiteralSet([]) }
    #expect(throws: LiteralSetError.empty(index: 1)) { try LiteralSet([[1], []]) }
    #expect(throws: LiteralSetError.tooMany(count: 513)) { try LiteralSet(Array(repeating: [1], count: 513)) }
    #expect(throws: LiteralSetError.tooLong(index: 0)) { try LiteralSet([[UInt8](repeating: 1, count: 1 << 14 + 1)]) }
  }

  @Test("Indices are a set, in rising order")
  func indices() {
    var indices = LiteralIndices([511, 3, 64, 3, -1, 512])
    #expect(Array(indices) == [3, 64, 511])
    #expect(indices.contains(64) && !indices.contains(65) && !indices.contains(-1) && !indices.contains(512))
    #expect(indices.isDisjoint(with: LiteralIndices([4])) && !indices.isDisjoint(with: LiteralIndices([3])))
    indices.formUnion(LiteralIndices([0]))
    #expect(Array(indices) == [0, 3, 64, 511])
    #expect(LiteralIndices().isEmpty && !indices.isEmpty)
  }
}
