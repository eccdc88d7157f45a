import Foundation
import ScepspecLogInputs
import Testing

@Suite("Files and folders") struct FolderTests {
  @Test("A folder is read in the order of its names, folders inside it in their place")
  func order() throws {
    let scratch = try Scratch()
    for name in ["b.log", "a/z.log", "a/B.log", "c", "B"] { try scratch.write(name, name) }
    let reading = try Reading([scratch.path], in: scratch)
    #expect(reading.names == ["B", "a/B.log", "a/z.log", "b.log", "c"])
    #expect(reading.text("a/z.log") == "a/z.log")
    #expect(reading.problems.isEmpty)
  }

  @Test("Hidden files are passed over in a folder, counted, and read when they are named")
  func hiddenFiles() throws {
    let scratch = try Scratch()
    try scratch.write("x", ".git/config")
    try scratch.write("x", ".DS_Store")
    try scratch.write("x", "seen.log")
    let reading = try Reading([scratch.path, scratch.path + "/.DS_Store"], in: scratch)
    #expect(reading.names == ["seen.log", ".DS_Store"])
    #expect(reading.hidden == 2)
  }

  @Test("A link to the folder above does not go round, and is told once")
  func linkLoop() throws {
    let scratch = try Scratch()
    try scratch.write("x", "logs/a.log")
    try scratch.link("logs/up", to: "..")
    try scratch.link("logs/round", to: "round")
    let reading = try Reading([scratch.path], in: scratch)
    #expect(reading.names == ["logs/a.log"])
    #expect(reading.codes == [.circularLink, .circularLink])
  }

  @Test("A file with several names is read once, by its own name rather than a link's")
  func sameFile() throws {
    let scratch = try Scratch()
    let file = try scratch.write("x", "z.log")
    try scratch.link("latest.log", to: "z.log")
    let reading = try Reading([scratch.path, file], in: scratch)
    #expect(reading.names == ["z.log"])
  }

  @Test("What is missing, broken or no file gets one line each, and the rest is read")
  func refusals() throws {
    let scratch = try Scratch()
    try scratch.write("x", "a.log")
    try scratch.link("broken", to: "nowhere")
    #expect(mkfifo(scratch.path + "/pipe", 0o600) == 0)
    let reading = try Reading([scratch.path + "/none", scratch.path, "/dev/null"], in: scratch)
    #expect(reading.names == ["a.log"])
    #expect(reading.codes == [.missing, .missing, .notAFile, .notAFile])
    let pipe = "/pipe: is a named pipe, not a file: to read what a command or pipe gives, pass it as `-`"
    #expect(reading.problems.contains { $0.description.hasSuffix(pipe) })
  }

  @Test("Folders inside each other and the number of files are bounded, each with one line")
  func bounds() throws {
    let scratch = try Scratch()
    try scratch.write("x", "a/b/c/d.log")
    for name in ["p", "q", "r"] { try scratch.write("x", name) }
    var limits = InputLimits()
    limits.folders = 3
    limits.members = 2
    let reading = try Reading([scratch.path], in: scratch, limits: limits)
    #expect(reading.names == ["p", "q"])
    #expect(reading.codes == [.limit, .limit])
    #expect(reading.problems.first?.message.contains("3 folders") == true)
    #expect(reading.problems.last?.message.contains("2 files") == true)
  }

  @Test("A name with a line feed and an escape is handed out as it is")
  func strangeNames() throws {
    let scratch = try Scratch()
    try scratch.write("x", "a\n\u{1B}[31m.log")
    #expect(try Reading([scratch.path], in: scratch).names == ["a\n\u{1B}[31m.log"])
  }

  @Test("A plain file can be read at any offset while it is read in order")
  func offsets() throws {
    let scratch = try Scratch()
    let file = try scratch.write(String(repeating: "0123456789", count: 1_000), "a.log")
    try InputSet(paths: [file]).forEach { input, bytes in
      let plain = try #require(bytes.file)
      #expect(plain.size == 10_000 && input.size == 10_000)
      var part = [UInt8](repeating: 0, count: 20)
      let count = try part.withUnsafeMutableBytes { try plain.read(into: $0, at: 9_995) }
      #expect(count == 5 && part.prefix(5).elementsEqual("56789".utf8))
      #expect(bytes.peek(3).starts(with: "012".utf8))
      #expect(Reading.all(&bytes).count == 10_000)
    }
  }

  @Test("An empty file is an input without bytes")
  func empty() throws {
    let scratch = try Scratch()
    let reading = try Reading([try scratch.write("", "empty.log")], in: scratch)
    #expect(reading.contents == ["empty.log": []])
  }

  @Test("Standard input is read where - stands, once, also when it is packed")
  func standardInput() throws {
    let pipe = Pipe()
    pipe.fileHandleForWriting.write(Data(try Packing.stream(.gzip, Array("piped".utf8))))
    try pipe.fileHandleForWriting.close()
    let reading = try Reading(["-", "-"], standardInput: pipe.fileHandleForReading.fileDescriptor)
    #expect(reading.text("-") == "piped")
    #expect(reading.inputs.map(\.kind) == [.standardInput])
    #expect(reading.codes == [.readTwice])
  }

  @Test("What the body throws ends the reading and comes out")
  func throwing() throws {
    struct Stop: Error {}
    let scratch = try Scratch()
    try scratch.write("x", "a")
    try scratch.write("x", "b")
    var count = 0
    #expect(throws: Stop.self) {
      try InputSet(paths: [scratch.path]).forEach { _, _ in
        count += 1
        throw Stop()
      }
    }
    #expect(count == 1)
  }
}
