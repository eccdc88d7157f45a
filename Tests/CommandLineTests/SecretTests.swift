import Foundation
import ScepspecHTTPWire
import Testing

/// What the tool writes, on its outputs and into files, holds no challenge and no private key, whichever command it is.
@Suite("What no command tells")
struct SecretTests {
  private static let challenge = "MARKED-Challenge+7/351=x"

  /// How it may be written down, in text that wraps nothing.
  private static let spellings: [String] = {
    let octets = Array(challenge.utf8)
    let digits = octets.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
    var texts = [challenge, escaped(challenge), challenge.replacingOccurrences(of: "/", with: "\\/")]
    for joined in [digits.joined(), digits.joined(separator: " "), digits.joined(separator: ":")] {
      texts += [joined, joined.uppercased()]
    }
    return texts
  }()

  /// Base64 behind 0, 1 and 2 other octets, without the characters that depend on what stands around it.
  private static let base64: [(whole: String, own: String)] = (0..<3).flatMap { shift in
    let whole = (Data(repeating: 0x20, count: shift) + Data(challenge.utf8)).base64EncodedString()
    let own = String(whole.dropFirst(shift == 0 ? 0 : 4).filter { $0 != "=" }.dropLast(2))
    let changes: [(String) -> String] = [
      { $0 }, { $0.replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_") }, escaped,
      { $0.replacingOccurrences(of: "/", with: "\\/") },
    ]
    return changes.map { (whole: $0(whole), own: $0(own)) }
  }

  private static func escaped(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? text
  }

  private func expectNothing(in text: String, _ what: String, _ location: SourceLocation = #_sourceLocation) {
    let told = (Self.spellings + Self.base64.map(\.own)).filter { text.contains($0) }
    #expect(told == [], "\(what)", sourceLocation: location)
    #expect(!text.contains("PRIVATE KEY"), "\(what)", sourceLocation: location)
  }

  private func expectNothing(in outcome: Binary.Outcome, _ what: String, _ location: SourceLocation = #_sourceLocation)
  {
    expectNothing(in: outcome.out, "standard output of \(what)", location)
    expectNothing(in: outcome.err, "standard error of \(what)", location)
  }

  private static let formats = ["json", "junit", "markdown", "sarif", "tap", "html"]

  @Test("A run, its recording, what is replayed, compared and baselined of it")
  func run() throws {
    let server = try Served(["--challenge", Self.challenge, "--fault", "challenge-echoed"])
    let folder = try Scratch()
    var arguments = [
      "test", server.url, "--challenge", Self.challenge, "--record", folder.path("run.har"),
    ]
    for suite in ["challenge", "get-transport", "malformed", "forgery", "certrep"] { arguments += ["--only", suite] }
    for format in Self.formats { arguments += ["--report", "\(format)=\(folder.path(format))"] }
    let run = try Binary.run(arguments)
    #expect(run.status == 1)
    #expect(run.out.contains("challenge/stays-confidential"))
    expectNothing(in: run, "test")
    expectNothing(in: try folder.text("run.har"), "the recording")
    for format in Self.formats { expectNothing(in: try folder.text(format), "the \(format) report") }

    for format in ["text", "json"] {
      let replay = try Binary.run("replay", folder.path("run.har"), "--format", format)
      #expect(replay.status == 1)
      expectNothing(in: replay, "replay as \(format)")
    }
    expectNothing(in: try Binary.run("baseline", folder.path("json")), "baseline")
    expectNothing(in: try Binary.run("diff", folder.path("json"), folder.path("json")), "diff")
    expectNothing(in: try Binary.run("decode", folder.path("run.har")), "decode of the recording")
    let stopped = try server.stop()
    expectNothing(in: stopped, "serve")
  }

  @Test("The families of clients in one table")
  func families() throws {
    let server = try Served(["--challenge", Self.challenge, "--fault", "challenge-echoed"])
    let outcome = try Binary.run("test", server.url, "--challenge", Self.challenge, "--as", "all")
    #expect(outcome.out.contains("mikrotik"))
    expectNothing(in: outcome, "test --as all")
  }

  @Test("A server that gives it away at once, in every spelling")
  func page() throws {
    let spelled = (Self.spellings + Self.base64.map(\.whole)).joined(separator: " ")
    let server = try HTTPServer { _ in
      RawReply(
        status: 200, headers: [HTTPHeader("Content-Type", "text/plain"), HTTPHeader("X-Debug", spelled)],
        body: Array("AES\nSHA-256\nPOSTPKIOperation\n\(spelled)\n".utf8))
    }
    defer { server.stop() }
    let folder = try Scratch()
    var arguments = ["test", "\(server.url)", "--challenge", Self.challenge]
    arguments += ["--only", "capabilities", "--only", "transport", "--record", folder.path("run.har")]
    for format in Self.formats { arguments += ["--report", "\(format)=\(folder.path(format))"] }
    let outcome = try Binary.run(arguments)
    #expect(outcome.status == 1)
    expectNothing(in: outcome, "test")
    for format in Self.formats { expectNothing(in: try folder.text(format), "the \(format) report") }
    expectNothing(in: try folder.text("run.har"), "the recording")
  }

  @Test("The proxy that records, where a client sends it in clear")
  func proxy() throws {
    let server = try Served(["--challenge", Self.challenge])
    let folder = try Scratch()
    let proxy = try Served([server.url, "--output", folder.path("seen.har")], command: "record")
    // Some requests of these suites are not enciphered.
    let outcome = try Binary.run(
      "test", proxy.url, "--challenge", Self.challenge, "--quiet", "--only", "forgery", "--only", "challenge")
    #expect(outcome.status == 0, "\(outcome.err)")
    expectNothing(in: try proxy.stop(), "record")
    let recording = try folder.text("seen.har")
    #expect(recording.contains("PKIOperation"))
    expectNothing(in: recording, "the recording")
    expectNothing(in: try Binary.run("replay", folder.path("seen.har")), "replay")
  }

  @Test("Errors: a command for challenges that fails, a file that is not what it should be")
  func errors() throws {
    let folder = try Scratch()
    let failing = try Binary.run(
      "test", "http://127.0.0.1:1/scep", "--challenge-command", "echo '\(Self.challenge)'; exit 3")
    #expect(failing.status != 0)
    expectNothing(in: failing, "a challenge command that fails")
    let target = try folder.write("format: target/1\nid: a\ntitle: b\nchallenge: '\(Self.challenge)'\n", to: "t.yaml")
    let wrong = try Binary.run("test", "http://127.0.0.1:1/scep", "--target", target)
    #expect(wrong.status == 65)
    expectNothing(in: wrong, "a wrong target file")
    let both = try Binary.run(
      "test", "http://127.0.0.1:1/scep", "--challenge", Self.challenge, "--challenge-command", "true")
    expectNothing(in: both, "two sources of challenges")
    let closed = try Binary.run("test", "http://127.0.0.1:1/scep?password=\(Self.challenge)")
    #expect(closed.status == 3)
  }

  #if os(Linux)
    @Test("A certification request and a private key, decoded")
    func decoded() throws {
      let folder = try Scratch()
      let config = try folder.write(
        """
        [req]
        distinguished_name = dn
        attributes = attributes
        prompt = no
        string_mask = utf8only
        [dn]
        CN = device
        [attributes]
        challengePassword = \(Self.challenge)
        """, to: "req.cnf")
      let openssl = Process()
      openssl.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
      openssl.arguments = [
        "req", "-new", "-newkey", "rsa:2048", "-nodes", "-config", config, "-keyout", folder.path("key.pem"), "-out",
        folder.path("csr.pem"),
      ]
      openssl.standardError = FileHandle.nullDevice
      try openssl.run()
      openssl.waitUntilExit()
      let key = try folder.text("key.pem").split(separator: "\n").dropFirst().dropLast().map {
        $0.dropLast(4).suffix(40)
      }
      #expect(key.count > 20)
      for name in ["csr.pem", "key.pem"] {
        for format in ["text", "json"] {
          let outcome = try Binary.run("decode", folder.path(name), "--format", format)
          #expect(outcome.status == 0, "\(outcome.err)")
          expectNothing(in: outcome.out.replacingOccurrences(of: "PRIVATE KEY", with: ""), "decode of \(name)")
          #expect(key.allSatisfy { !outcome.out.contains($0) && !outcome.err.contains($0) })
        }
      }
      // It was there: whoever asks for it sees it.
      #expect(try Binary.run("decode", folder.path("csr.pem"), "--show-challenge").out.contains(Self.challenge))
      // A log that quotes it.
      let log = try folder.write(
        "2024-05-01 10:00:00 GET /certsrv/mscep/mscep.dll operation=PKIOperation&challenge=\(Self.challenge) 200\n",
        to: "device.log")
      expectNothing(in: try Binary.run("diagnose", log), "diagnose")
      expectNothing(in: try Binary.run("diagnose", log, "--format", "json"), "diagnose")
    }
  #endif
}
