import ScepspecLogInputs
import Testing

@Suite("Archives made to do harm") struct BombTests {
  private func read(_ bytes: [UInt8], limits: InputLimits) throws -> (Reading, longest: Int) {
    let scratch = try Scratch()
    let reading = try Reading([try scratch.write(bytes, "bomb")], in: scratch, limits: limits)
    return (reading, reading.contents.values.map(\.count).max() ?? 0)
  }

  private var limits: InputLimits {
    var limits = InputLimits()
    limits.expansionFloor = 1 << 20
    limits.block = 65_536
    return limits
  }

  @Test(
    "One that unpacks to a thousand times its size is stopped, with member, bound and way out named",
    arguments: [
      Packing.Shape.zip, .tar,
    ])
  func ratio(_ shape: Packing.Shape) throws {
    let zeros = [UInt8](repeating: 0, count: 8 << 20)
    let bytes = try Packing.archive(shape, shape == .tar ? .gzip : .none, [("big.log", zeros), ("b.log", [0x42])])
    let (reading, longest) = try read(bytes, limits: limits)
    #expect(longest < 6 << 20)
    #expect(reading.codes == [.limit])
    let text = try #require(reading.problems.first).description
    #expect(text.contains("bomb") && text.contains("500 times") && text.contains("unpack it by hand"))
    #expect(!reading.names.contains("bomb/b.log"))
  }

  @Test("The sum of many members counts, not each of them")
  func sum() throws {
    let zeros = [UInt8](repeating: 0, count: 1 << 20)
    let bytes = try Packing.archive(.zip, .none, (0..<40).map { ("\($0).log", zeros) })
    let (reading, _) = try read(bytes, limits: limits)
    #expect(reading.codes == [.limit] && reading.names.count < 40)
  }

  @Test("The bytes unpacked are bounded however well they were packed")
  func total() throws {
    var limits = limits
    limits.expandedBytes = 2 << 20
    var generator = Seeded(1)
    let noise = (0..<(3 << 20)).map { _ in UInt8.random(in: 0...255, using: &generator) }
    let (reading, longest) = try read(try Packing.archive(.storedZip, .none, [("n", noise)]), limits: limits)
    #expect(longest <= (2 << 20) + limits.block)
    #expect(reading.problems.first?.message.contains("more than 2 MiB") == true)
  }

  @Test("Members are counted over all archives inside each other")
  func members() throws {
    var limits = limits
    limits.members = 25
    let inner = try Packing.archive(.zip, .none, (0..<10).map { ("\($0)", [0x41]) })
    let (reading, _) = try read(try Packing.archive(.zip, .none, (0..<10).map { ("\($0).zip", inner) }), limits: limits)
    #expect(reading.codes == [.limit])
    #expect(reading.problems.first?.message.contains("25 members") == true)
    #expect(reading.names.count <= 25)
  }

  @Test("A zip with a list of members too long to keep is read without it")
  func longDirectory() throws {
    var limits = limits
    limits.zipDirectory = 100
    let bytes = try Packing.archive(.zip, .none, [("a.log", Array("a".utf8)), ("b.log", Array("b".utf8))])
    let (reading, _) = try read(bytes, limits: limits)
    #expect(reading.text("bomb/b.log") == "b" && reading.problems.isEmpty)
  }

  @Test("Packing inside packing ends at the bound, with one line for the whole archive")
  func layers() throws {
    var bytes = Array("deep".utf8)
    for _ in 0..<30 { bytes = try Packing.stream(.gzip, bytes) }
    let (reading, _) = try read(bytes, limits: limits)
    #expect(reading.names.isEmpty)
    #expect(
      reading.problems.map(\.message) == [
        "is packed more than 4 layers deep: not read further; unpack it by hand and name what is wanted"
      ])
  }

  @Test("What passes between layers counts too, where nothing comes out at the end")
  func middle() throws {
    // A gzip of very many empty gzips: a little that becomes much that becomes nothing.
    let empty = try Packing.stream(.gzip, [])
    var many = empty
    while many.count < 16 << 20 { many += many }
    var limits = limits
    limits.expansion = 100
    let (reading, longest) = try read(try Packing.stream(.gzip, many), limits: limits)
    #expect(longest == 0)
    #expect(reading.codes == [.limit])
  }
}
