import Foundation
import Testing

@Suite("Decoding at the command line")
struct DecodeTests {
  private static let wire = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Golden/wire").path

  @Test("A reply is explained, and opened with the key")
  func reply() throws {
    let run = try Binary.run(
      "decode", "\(Self.wire)/scepserver-2.1.0/success.reply.pem", "--key", "\(Self.wire)/test-key.pem")
    #expect(run.status == 0 && run.err == "")
    #expect(run.out.contains("pkiStatus    0 (SUCCESS: Granted)") && run.out.contains("deciphered with the key"))
  }

  @Test("A message that is cut ends with 1 and says complete: false")
  func cut() throws {
    let run = try Binary.run(
      "decode", "--format", "json",
      "http://ca/scep?operation=PKIOperation&message=MIAGCSqGSIb3DQEHAqCAMIACAQExDzANBglghkgB")
    #expect(run.status == 1)
    #expect(run.out.contains("\"complete\": false"))
  }

  @Test("Junk ends with 65 and one line that says what was tried")
  func junk() throws {
    let folder = try Scratch()
    let file = try folder.write("nothing of the kind\n", to: "junk")
    let run = try Binary.run("decode", file)
    #expect(run.status == 65 && run.out == "")
    #expect(run.errLines.count == 1 && run.err.contains("base64"))
  }

  @Test(
    "What cannot be read ends with 65",
    arguments: [["/nonexistent/file"], ["/"], ["--key", "/nonexistent/key", "/dev/null"], ["/dev/null"]])
  func unreadable(_ arguments: [String]) throws {
    let run = try Binary.run(["decode"] + arguments)
    #expect(run.status == 65 && run.errLines.count == 1)
  }
}
