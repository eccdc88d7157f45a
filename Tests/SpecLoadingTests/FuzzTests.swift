import BundledSpecs
import Foundation
import ScepspecSpecLoading
import Testing

@Suite("Damaged specifications")
struct FuzzTests {
  /// The right files of the broken ones, which together use the whole language, and one that ships.
  static let files: [SpecFile] = {
    let base = RefusedCase.root.appendingPathComponent("base")
    let names = [
      "bugs", "codes", "definitions", "events", "format", "machine", "requirements", "status", "suite", "vocabulary",
      "workflow",
    ]
    let small = names.map { ($0, base) }
    return small.compactMap { name, folder in
      (try? Data(contentsOf: folder.appendingPathComponent("\(name).yaml"))).map {
        SpecFile(name: "\(name).yaml", bytes: Array($0))
      }
    }
  }()

  @Test("Cut short anywhere, a file is refused with places or is still right", arguments: files.indices)
  func truncated(_ index: Int) {
    let bytes = Self.files[index].bytes
    for length in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 25)) {
      expectPlaces(replacing(index, with: Array(bytes.prefix(length))))
    }
  }

  @Test("With octets changed at random, a file is refused with places or is still right", arguments: files.indices)
  func flipped(_ index: Int) {
    var random = SplitMix(seed: UInt64(index) + 1)
    for _ in 0..<25 {
      var bytes = Self.files[index].bytes
      for _ in 0...Int.random(in: 0..<3, using: &random) {
        bytes[Int.random(in: bytes.indices, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      }
      expectPlaces(replacing(index, with: bytes))
    }
  }

  @Test(
    "With lines taken out, doubled or indented, a file is refused with places or is still right",
    arguments: files.indices)
  func shuffled(_ index: Int) {
    var random = SplitMix(seed: UInt64(index) + 100)
    let lines = String(decoding: Self.files[index].bytes, as: UTF8.self).split(separator: "\n")
    for _ in 0..<15 {
      var changed = lines
      let place = Int.random(in: changed.indices, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: changed.remove(at: place)
      case 1: changed.insert(changed[place], at: place)
      case 2: changed[place] = "  " + changed[place]
      default: changed.swapAt(place, Int.random(in: changed.indices, using: &random))
      }
      expectPlaces(replacing(index, with: Array(changed.joined(separator: "\n").utf8)))
    }
  }

  @Test("Cut short, the files that ship are refused with places")
  func shipped() throws {
    let folder = BundledSpecs.folder
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".yaml") }
      .sorted()
    for name in names {
      let bytes = Array(try Data(contentsOf: folder.appendingPathComponent(name)))
      for part in 1...10 {
        expectPlaces([SpecFile(name: name, bytes: Array(bytes.prefix(bytes.count * part / 11)))])
      }
    }
  }

  private func replacing(_ index: Int, with bytes: [UInt8]) -> [SpecFile] {
    var files = Self.files
    files[index].bytes = bytes
    return files
  }

  /// Either specifications or problems, never both or neither, and every problem inside a file that there is.
  private func expectPlaces(_ files: [SpecFile]) {
    let result = SpecLoader.load(files: files)
    #expect((result.specifications == nil) == !result.problems.isEmpty)
    for problem in result.problems {
      let lines = files.first { $0.name == problem.location.file }?.bytes.count { $0 == UInt8(ascii: "\n") } ?? -1
      #expect((1...(lines + 2)).contains(problem.location.line) && problem.location.column >= 1, "\(problem)")
      #expect(!problem.message.isEmpty && !problem.message.contains("\n"), "\(problem)")
    }
  }
}

/// A small generator with a seed, so that a failure can be had again.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
