import ScepspecLogInputs
import Testing

@Suite("Several files in one text") struct HeadedPartsTests {
  private func read(_ text: String, as name: String = "paste.txt") throws -> Reading {
    let scratch = try Scratch()
    return try Reading([try scratch.write(Array(text.utf8), name)], in: scratch)
  }

  @Test("Files under the lines that tail prints are inputs of their own")
  func separate() throws {
    let reading = try read("==> u_ex.log <==\n#Fields: a\n1\n\n==> C:\\logs\\b.log <==\r\n2\n")
    #expect(reading.names == ["paste.txt/u_ex.log", "paste.txt/C:\\logs\\b.log"])
    #expect(reading.contents["paste.txt/u_ex.log"] == Array("#Fields: a\n1\n\n".utf8))
    #expect(reading.contents["paste.txt/C:\\logs\\b.log"] == Array("2\n".utf8))
  }

  @Test("A file that comes again goes on")
  func again() throws {
    let reading = try read("==> a <==\n1\n==> b <==\n2\n==> a <==\n3")
    #expect(reading.names == ["paste.txt/a", "paste.txt/b"])
    #expect(reading.contents["paste.txt/a"] == Array("1\n3".utf8))
  }

  @Test("What stands before the first name stays with the text's own name")
  func before() throws {
    let reading = try read("$ tail a b\n==> a <==\n1\n")
    #expect(reading.names == ["paste.txt", "paste.txt/a"])
  }

  @Test(
    "Other text is one input",
    arguments: [
      "==> a\n1\n", "x ==> a <==\n", "==>  <==\n1\n", "1\n2\n",
      String(repeating: "1\n", count: 3_000) + "==> a <==\n2\n",
    ])
  func whole(_ text: String) throws {
    let reading = try read(text)
    #expect(reading.names == ["paste.txt"])
    #expect(reading.contents["paste.txt"] == Array(text.utf8))
  }
}
