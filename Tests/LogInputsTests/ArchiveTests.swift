import ScepspecLogInputs
import Testing

@Suite("Archives") struct ArchiveTests {
  private let log = Array((0..<5_000).map { "line \($0)\n" }.joined().utf8)

  private func read(_ bytes: [UInt8], as name: String, limits: InputLimits = InputLimits()) throws -> Reading {
    let scratch = try Scratch()
    return try Reading([try scratch.write(bytes, name)], in: scratch, limits: limits)
  }

  @Test(
    "A compressed file is read under its own name, whatever that is", arguments: [Packing.Filter.gzip, .bzip2, .xz])
  func compressed(_ filter: Packing.Filter) throws {
    let reading = try read(try Packing.stream(filter, log), as: "not-said.log")
    #expect(reading.contents == ["not-said.log": log])
    #expect(reading.problems.isEmpty)
  }

  @Test(
    "Members of an archive follow in its order under the archive's name",
    arguments: [
      Packing.Shape.zip, .storedZip, .tar,
    ])
  func members(_ shape: Packing.Shape) throws {
    let bytes = try Packing.archive(shape, .none, [("logs/b é.log", log), ("a\n.log", [0x41]), ("empty", [])])
    let reading = try read(bytes, as: "x")
    #expect(reading.names == ["x/logs/b é.log", "x/a\n.log", "x/empty"])
    #expect(reading.contents["x/logs/b é.log"] == log)
    #expect(reading.inputs.map(\.size) == [log.count, 1, 0])
    #expect(reading.problems.isEmpty)
  }

  @Test("A tar in a gzip in a zip, and a gzip in that, are all opened")
  func nested() throws {
    let inner = try Packing.archive(.tar, .gzip, [("OMADM.log.gz", try Packing.stream(.gzip, log)), ("b", [0x42])])
    let reading = try read(try Packing.archive(.zip, .none, [("d/in.tgz", inner), ("c", [0x43])]), as: "diag.zip")
    #expect(reading.names == ["diag.zip/d/in.tgz/OMADM.log.gz", "diag.zip/d/in.tgz/b", "diag.zip/c"])
    #expect(reading.contents["diag.zip/d/in.tgz/OMADM.log.gz"] == log)
  }

  @Test("A zip on standard input needs no seeking")
  func streamedZip() throws {
    let inner = try Packing.archive(.zip, .none, [("a.log", log), ("b.log", log)])
    let reading = try read(try Packing.stream(.gzip, inner), as: "a.zip.gz")
    #expect(reading.names == ["a.zip.gz/a.log", "a.zip.gz/b.log"])
    #expect(reading.contents["a.zip.gz/b.log"] == log)
  }

  @Test("Gzip files one after another are one file")
  func concatenated() throws {
    let one = try Packing.stream(.gzip, log)
    #expect(try read(one + one, as: "a.gz").contents["a.gz"] == log + log)
  }

  @Test("The Finder's leftovers in an archive are passed over")
  func leftovers() throws {
    let bytes = try Packing.archive(.zip, .none, [("__MACOSX/._a.log", [1]), ("a.log", log), ("x/.DS_Store", [1])])
    let reading = try read(bytes, as: "a.zip")
    #expect(reading.names == ["a.zip/a.log"])
    #expect(reading.hidden == 2)
  }

  @Test("A zip cut anywhere gives what is whole, one line, and never more than was in it")
  func cutZip() throws {
    let bytes = try Packing.archive(.zip, .none, [("a.log", log), ("b.log", log)])
    for length in stride(from: 31, to: bytes.count, by: 997) {
      let reading = try read(Array(bytes.prefix(length)), as: "a.zip")
      #expect(reading.problems.count <= 1)
      for (_, content) in reading.contents { #expect(log.starts(with: content)) }
    }
    let half = try read(Array(bytes.prefix(bytes.count * 3 / 4)), as: "a.zip")
    #expect(half.contents["a.zip/a.log"] == log)
    #expect(half.codes == [.damaged])
  }

  @Test(
    "A compressed file cut anywhere gives the beginning of the log and one line",
    arguments: [
      Packing.Filter.gzip, .bzip2, .xz,
    ])
  func cutStream(_ filter: Packing.Filter) throws {
    let bytes = try Packing.stream(filter, log)
    for length in stride(from: 40, to: bytes.count - 12, by: 997) {
      let reading = try read(Array(bytes.prefix(length)), as: "a")
      #expect(reading.codes == [.damaged], "cut at \(length)")
      #expect(log.starts(with: reading.contents["a"] ?? []))
    }
  }

  @Test(
    "Flipped bits never crash, and never make a file longer than the bounds",
    arguments: [
      Packing.Shape.zip, .storedZip, .tar,
    ])
  func flipped(_ shape: Packing.Shape) throws {
    let bytes = try Packing.archive(shape, .none, [("a.log", Array(log.prefix(3_000))), ("b.log", log)])
    for place in stride(from: 0, to: min(bytes.count, 2_000), by: 13) {
      var broken = bytes
      broken[place] ^= 0x55
      let reading = try read(broken, as: "a")
      #expect(reading.problems.count <= 2)
    }
  }

  @Test("Bytes that only begin like an archive get one line")
  func pretenders() throws {
    for head: [UInt8] in [
      [0x1F, 0x8B, 8, 0], [0x50, 0x4B, 3, 4], Array("BZh91AY&SY".utf8), [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0],
      Array("MSCF".utf8) + [0, 0, 0, 0],
    ] {
      var generator = Seeded(7)
      let reading = try read(head + (0..<10_000).map { _ in UInt8.random(in: 0...255, using: &generator) }, as: "a")
      #expect(reading.codes == [.damaged], "\(head)")
    }
  }

  @Test(
    "Archives that are not unpacked are named",
    arguments: [
      [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], Array("Rar!".utf8) + [0x1A, 7, 0], [0x28, 0xB5, 0x2F, 0xFD],
    ])
  func unsupported(_ head: [UInt8]) throws {
    let reading = try read(head + [UInt8](repeating: 1, count: 100), as: "a")
    #expect(reading.names.isEmpty && reading.codes == [.unsupported])
  }

  @Test("Encrypted members are told once for the archive")
  func encrypted() throws {
    let bytes = try Packing.archive(.encryptedZip, .none, [("a.log", log), ("b.log", log)])
    let reading = try read(bytes, as: "a.zip")
    #expect(reading.names.isEmpty)
    #expect(reading.problems.map(\.message) == ["2 of its members are encrypted: unpack it with its password first"])
  }
}

/// The same numbers every time.
struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
