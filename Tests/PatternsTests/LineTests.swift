import ScepspecPatterns
import Testing

@Suite("Lines of octets")
struct LineTests {
  @Test("Line feeds are counted in any stretch")
  func lineFeeds() {
    for seed in 0..<300 {
      var chance = Chance(seed: seed)
      let text = chance.octets(upTo: 300, from: chance.pick(["\n", "\na", "\nabcdefgh", "a"]))
      let start = chance.below(text.count + 1)
      let end = start + chance.below(text.count - start + 1)
      let counted = text.withUnsafeBufferPointer { $0.lineFeeds(from: start, to: end) }
      #expect(counted == text[start..<end].count { $0 == 0x0A })
    }
  }

  @Test("Line feeds are counted past what a lane of a vector can hold")
  func manyLineFeeds() {
    let text = [UInt8](repeating: 0x0A, count: 32 * 600 + 7)
    #expect(text.withUnsafeBufferPointer { $0.lineFeeds(from: 0, to: text.count) } == text.count)
    #expect(UnsafeBufferPointer<UInt8>(start: nil, count: 0).lineFeeds(from: 0, to: 0) == 0)
  }

  @Test("The bounds of a line are the line feeds around an offset")
  func bounds() {
    for seed in 0..<300 {
      var chance = Chance(seed: seed)
      let text = chance.octets(upTo: 120, from: chance.pick(["\na", "\naaaaaaaaaaaaaaaaaaaaaa", "a"]))
      text.withUnsafeBufferPointer { bytes in
        for offset in 0...text.count {
          let start = text[..<offset].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
          let end = text[offset...].firstIndex(of: 0x0A) ?? text.count
          #expect(bytes.lineStart(of: offset, notBefore: 0) == start)
          #expect(bytes.lineEnd(from: offset, to: text.count) == end)
        }
      }
    }
  }
}
