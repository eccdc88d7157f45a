import ScepspecLogInputs
import Testing

@Suite("Gzip") struct GzipTests {
  private func read(_ bytes: [UInt8], block: Int = 1 << 16) throws -> Reading {
    let scratch = try Scratch()
    var limits = InputLimits()
    limits.block = block
    return try Reading([try scratch.write(bytes, "a")], in: scratch, limits: limits)
  }

  private func bytes(_ count: Int, seed: UInt64, of alphabet: [UInt8]) -> [UInt8] {
    var generator = Seeded(seed)
    return (0..<count).map { _ in alphabet.randomElement(using: &generator) ?? 0 }
  }

  @Test("Noise, few letters, repetitions near and far come out as they went in", arguments: [1_000, 70_000])
  func contents(_ block: Int) throws {
    let noise = bytes(100_000, seed: 1, of: Array(0...255))
    let contents: [[UInt8]] = [
      [], [0x41], noise, bytes(200_000, seed: 2, of: [0x41, 0x42]), [UInt8](repeating: 0x41, count: 500_000),
      Array(noise.prefix(32_768)) + Array(noise.prefix(32_768)),
      Array((0..<30_000).map { "line \($0 % 777)\n" }.joined().utf8),
    ]
    for content in contents {
      let reading = try read(try Packing.stream(.gzip, content), block: block)
      #expect(reading.contents["a"] == content)
      #expect(reading.problems.isEmpty)
    }
  }

  @Test("A cut file gives all that its bytes still say, however short it is")
  func salvage() throws {
    let log = Array((0..<500).map { "2024-05-01 10:00:\($0 % 60) line \($0 * 7919)\n" }.joined().utf8)
    let packed = try Packing.stream(.gzip, log)
    for length in [packed.count / 2, packed.count - 9, packed.count - 1] {
      let reading = try read(Array(packed.prefix(length)))
      let found = try #require(reading.contents["a"])
      #expect(log.starts(with: found))
      #expect(found.count * packed.count >= log.count * (length - 400))
      #expect(reading.codes == [.damaged])
    }
  }

  @Test("Every cut and every flipped bit is told or changes nothing")
  func flips() throws {
    let log = Array((0..<40).map { "line \($0 * 7919)\n" }.joined().utf8)
    let packed = try Packing.stream(.gzip, log)
    for place in 10..<packed.count {
      var flipped = packed
      flipped[place] ^= 1 << UInt8(place % 8)
      #expect(try read(flipped).codes == [.damaged], "byte \(place)")
      #expect(try read(Array(packed.prefix(place))).codes == [.damaged], "cut at \(place)")
    }
  }

  @Test("Header fields are passed over, and padding after the end too")
  func headers() throws {
    let plain = try Packing.stream(.gzip, Array("x\n".utf8))
    let fields: [UInt8] = [4, 0, 1, 2, 3, 4] + Array("name".utf8) + [0] + Array("note".utf8) + [0] + [0, 0]
    let bytes = [0x1F, 0x8B, 8, 0x1E] + Array(plain[4..<10]) + fields + Array(plain[10...]) + [0, 0, 0, 0]
    let reading = try read(bytes)
    #expect(reading.text("a") == "x\n" && reading.problems.isEmpty)
  }
}
