import ScepspecModel
import Testing

@testable import ScepspecLogReading

@Suite struct LineReaderTests {
  @Test func `Heads give fields, and lines that are none continue the message`() throws {
    let text = """
      \(Known.scepStates[0])
      java.lang.Exception: no
      \tat a.b(C.java:1)

      \(Known.scepStates[1])

      """
    let (found, tally) = try records(text, Known.omadm)
    #expect(found.count == 2)
    #expect(found[0].fields["level"] == "INFO")
    #expect(found[0].fields["pid"] == "18327")
    #expect(found[0].fields["message"]?.hasSuffix("REQUESTED\njava.lang.Exception: no\n\tat a.b(C.java:1)") == true)
    #expect(found[1].line == 5)
    #expect(found[1].fields["message"]?.hasSuffix("to CERT_INSTALLING") == true)
    #expect(tally.misfits == 0)
  }

  @Test(arguments: [1, 2, 7, 64]) func `Blocks of any size give the same records`(size: Int) throws {
    let text = "foreign\r\n" + Known.scepStates.joined(separator: "\r\n") + "\r\nmore\r\n"
    let whole = try records(text, Known.omadm)
    let cut = try records(text, Known.omadm, block: size)
    #expect(whole.records.count == 2)
    #expect(whole.tally.misfits == 1)
    #expect(cut.records == whole.records)
  }

  @Test func `Wherever a log is cut, the records before the cut are the same`() throws {
    let text = Array((Known.scepStates.joined(separator: "\n") + "\n\tat x\n" + Known.scepStates[0] + "\n").utf8)
    let whole = try records(of: text, Known.omadm).records
    for length in text.indices {
      let cut = try records(of: Array(text[..<length]), Known.omadm).records
      #expect(cut.dropLast() == whole.prefix(max(0, cut.count - 1)))
    }
  }

  @Test func `What a format cleans is gone before heads are looked for`() throws {
    var format = Known.omadm
    format.reader.clean = [.init(replace: #"^Line \d+: "#, with: ""), .init(replace: #"\\'93|\\'94"#, with: "\"")]
    let line = Known.scepStates[0]
    let (found, _) = try records("Line 12: \(line) \\'93a\\'94 \\'93b\\'94", format)
    #expect(found.first?.fields["message"]?.hasSuffix(#"REQUESTED "a" "b""#) == true)
  }

  @Test func `A record's end may be cut out of its message`() throws {
    let text = """
      <![LOG[Verify challenge
      returns true]LOG]!><time="08:01:02.345+060" date="02-27-2018" component="Plug" context="" type="1" thread="7" file="a:1">
      <![LOG[cut of
      """
    let (found, tally) = try records(text, Known.cmtrace)
    #expect(found.map { $0.fields["message"] } == ["Verify challenge\nreturns true"])
    #expect(found.first?.fields["class"] == "Plug")
    #expect(tally.misfits == 1)
    let reader = TimeReader(try CompiledFormat(Known.cmtrace))
    let time = found.first.flatMap { reader.read($0) }
    #expect(time?.microseconds == 1_519_722_062_345_000)
    #expect(time?.isZoned == true)
  }

  @Test func `Only indented lines continue where a format says so`() throws {
    var format = Known.omadm
    format.reader.continued = .indented
    let (found, tally) = try records("\(Known.scepStates[0])\n at x\nforeign\n", format)
    #expect(found.first?.fields["message"]?.hasSuffix("REQUESTED\n at x") == true)
    #expect(tally.misfits == 1)
  }

  @Test func `A line without end is cut, and said to be`() throws {
    let text = Known.scepStates[0] + String(repeating: "x", count: RecordLimits.bytes + 10) + "\n" + Known.scepStates[1]
    let (found, tally) = try records(text, Known.omadm, block: 4_096)
    #expect(found.count == 2)
    #expect(tally.cut == 1)
    #expect((found.first?.fields["message"]?.utf8.count ?? 0) <= RecordLimits.bytes)
  }
}
