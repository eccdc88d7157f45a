import ScepspecLogInputs
import Testing

@Suite("Text") struct TextTests {
  /// The text of the bytes cut into blocks of the length given.
  private func decode(_ bytes: [UInt8], block: Int = 1 << 16) -> String {
    let blocks = stride(from: 0, to: bytes.count, by: block).map { Array(bytes[$0..<min($0 + block, bytes.count)]) }
    var source = TextSource(InputBytes(MemorySource(blocks: blocks)))
    return String(decoding: Reading.all(&source), as: UTF8.self)
  }

  private func nature(_ bytes: [UInt8]) -> TextNature { TextNature(head: bytes) }

  private func wide(_ text: String, bigEndian: Bool) -> [UInt8] {
    text.utf16.flatMap { bigEndian ? [UInt8($0 >> 8), UInt8($0 & 255)] : [UInt8($0 & 255), UInt8($0 >> 8)] }
  }

  private let sample = "2024-05-01 état “ok” 漢 😀\r\nline two\r\n"

  @Test("UTF-8 and UTF-16 with and without a mark give the same text, wherever the blocks end", arguments: 1...7)
  func encodings(_ block: Int) {
    let utf8 = Array(sample.utf8)
    let forms: [[UInt8]] = [
      utf8, [0xEF, 0xBB, 0xBF] + utf8,
      [0xFF, 0xFE] + wide(sample, bigEndian: false), wide(sample, bigEndian: false),
      [0xFE, 0xFF] + wide(sample, bigEndian: true), wide(sample, bigEndian: true),
    ]
    for form in forms { #expect(decode(form, block: block) == sample, "\(nature(form))") }
  }

  @Test("Clean blocks are handed on untouched")
  func untouched() {
    let block = Array(String(repeating: sample, count: 100).utf8)
    var source = TextSource(InputBytes(MemorySource(block)))
    let address = block.withUnsafeBytes { $0.baseAddress }
    #expect(source.next()?.withUnsafeBytes { $0.baseAddress } == address)
  }

  @Test("Windows-1252 is told by its bytes, all of which mean something")
  func western() {
    let bytes = Array("caf".utf8) + [0xE9, 0x20, 0x93, 0x71, 0x94, 0x20, 0x80, 0x81, 0x85, 0x0A]
    #expect(nature(bytes).encoding == .windows1252)
    #expect(decode(bytes) == "café “q” €\u{81}…\n")
  }

  @Test("A stray byte late in UTF-8 is read as Windows-1252, and what is around it stays")
  func strays() {
    let text = String(repeating: "é ligne\n", count: 20_000)
    let bytes = Array(text.utf8) + [0x93, 0xE9] + Array("é\n".utf8) + [0xE2, 0x80]
    #expect(nature(bytes).encoding == .utf8)
    #expect(decode(bytes, block: 1_000) == text + "“éé\nâ€")
  }

  @Test("Any bytes at all decode to valid text without a crash, wherever the blocks end")
  func anything() {
    var generator = Seeded(3)
    for round in 0..<200 {
      let bytes = (0..<300).map { _ in
        [0x41, 0, 0xC3, 0xA9, 0xEF, 0xBB, 0xBF, 0xF0, 0x9F, 0xED, 0xA0, 0x0A, 0xFF, 0xD8]
          .randomElement(using: &generator) ?? UInt8(0)
      }
      let nature = TextNature(head: bytes)
      let whole = decode(bytes, block: 300)
      var cut = TextSource(InputBytes(MemorySource(blocks: bytes.map { [$0] })), nature: nature)
      #expect(String(decoding: Reading.all(&cut), as: UTF8.self) == whole, "round \(round)")
    }
  }

  @Test("Wide text cut in the middle of a unit or of a pair shows that something is missing there, and ends")
  func cutUnits() {
    let bytes: [UInt8] = [0xFF, 0xFE] + wide("ab😁", bigEndian: false)
    #expect(decode(Array(bytes.dropLast(1))) == "ab\u{FFFD}\u{FFFD}")
    #expect(decode(Array(bytes.dropLast(2))) == "ab\u{FFFD}")
    #expect(decode([0xFF, 0xFE] + wide("😁", bigEndian: false).suffix(2) + [0x41, 0]) == "\u{FFFD}A")
    #expect(decode([0xFF, 0xFE] + wide("a\n", bigEndian: false).dropLast(1)) == "a")
  }

  @Test("Zero padding is left out, at the end, in the middle and before the first line")
  func padding() {
    let zeros = [UInt8](repeating: 0, count: 100_000)
    let bytes = zeros + Array("a\n".utf8) + zeros + Array("b\n".utf8) + zeros
    #expect(decode(bytes) == "a\nb\n")
    #expect(!nature(Array("some text\n".utf8) + zeros).isBinary)
  }

  @Test("Lone carriage returns end lines; those before line feeds stay")
  func lineEnds() {
    #expect(decode(Array("a\rb\rc".utf8), block: 2) == "a\nb\nc")
    #expect(decode(Array("a\r\nb\rc\r\n".utf8), block: 2) == "a\r\nb\rc\r\n")
  }

  @Test(
    "Bytes that are no text are told",
    arguments: [
      Array("ElfFile\u{0}".utf8) + [UInt8](repeating: 0, count: 100),
      [0x30, 0x82, 0x03, 0x10, 0x30, 0x82, 0x01],
      [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A],
    ])
  func binary(_ bytes: [UInt8]) {
    #expect(nature(bytes).isBinary)
  }

  @Test("Random bytes are no text, whatever their number", arguments: [100, 1_000, 100_000])
  func randomBytes(_ count: Int) {
    for seed in 0..<20 as Range<UInt64> {
      var generator = Seeded(seed)
      #expect(nature((0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }).isBinary, "seed \(seed)")
    }
  }

  @Test(
    "Text with few control characters, colours or foreign letters is text",
    arguments: [
      "", "a", "plain\n", "one \u{3} control character in a line that is long enough\n", "\u{1B}[31mred\u{1B}[0m\n",
      "журнал событий\n", "日本語のログ\n",
    ])
  func text(_ text: String) {
    #expect(!nature(Array(text.utf8)).isBinary)
  }

  @Test("The problem of the bytes is that of the text")
  func problem() throws {
    struct Broken: ByteSource {
      var problem: InputProblem? = InputProblem(.damaged, "x", "y")
      mutating func next() -> [UInt8]? { nil }
    }
    var source = TextSource(InputBytes(Broken()))
    #expect(source.next() == nil && source.problem?.code == .damaged)
  }
}
