import Foundation
public import Testing

/// One folder of Golden/scep: a recording with what it has to be judged.
public struct GoldenTranscript: Sendable, CustomTestStringConvertible {
  /// Below Golden/scep, such as `embedded/enrol-get`.
  var path: String
  var title: String
  /// The exit code of `replay`; `nil` where there are no verdicts of ours to compare with.
  var exit: Int32?

  public var testDescription: String { "\(title) (\(path))" }

  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Golden/scep")

  var folder: URL { Self.root.appendingPathComponent(path) }

  /// By path.
  static let all: [GoldenTranscript] = {
    let paths = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
    return paths.filter { $0.hasSuffix("/exchange.har") }.sorted().map { name in
      GoldenTranscript(path: String(name.dropLast("/exchange.har".count)))
    }
  }()

  static let judged = all.filter { $0.exit != nil }

  private init(path: String) {
    self.path = path
    let file = Self.root.appendingPathComponent("\(path)/case.yaml")
    let lines = ((try? String(contentsOf: file, encoding: .utf8)) ?? "").split(separator: "\n")
    let fields = lines.compactMap { line -> (String, String)? in
      guard let colon = line.firstIndex(of: ":") else { return nil }
      let value = line[line.index(after: colon)...].trimmingCharacters(in: CharacterSet(charactersIn: " \""))
      return (String(line[..<colon]), value)
    }
    let values = Dictionary(fields, uniquingKeysWith: { first, _ in first })
    title = values["title"] ?? path
    exit = values["exit"].flatMap { Int32($0) }
  }
}

/// Recordings in Golden/scep, judged anew offline with their own clock. `RECORD=1` writes the verdicts and fails;
/// Tooling/record-goldens records the exchanges.
@Suite struct GoldenTranscriptTests {
  @Test("A golden transcript is judged as its verdicts say, octet for octet", arguments: GoldenTranscript.judged)
  func verdicts(_ golden: GoldenTranscript) throws {
    let har = golden.folder.appendingPathComponent("exchange.har").path
    let file = golden.folder.appendingPathComponent("verdicts.json")
    let outcome = try Binary.run("replay", har, "--quiet", "--format", "json")
    #expect(outcome.status == golden.exit, "\(outcome.err)")
    guard ProcessInfo.processInfo.environment["RECORD"] != nil else {
      #expect(outcome.out == (try String(contentsOf: file, encoding: .utf8)))
      return
    }
    try Data(outcome.out.utf8).write(to: file)
    Issue.record("recorded the verdicts of \(golden.path): read the diff, then run again without RECORD")
  }

  @Test("Every golden transcript says in a sentence what it is, and where it is from")
  func cases() throws {
    #expect(GoldenTranscript.all.count >= 50)
    #expect(Set(GoldenTranscript.all.map(\.title)).count == GoldenTranscript.all.count)
    for golden in GoldenTranscript.all {
      let text = try String(contentsOf: golden.folder.appendingPathComponent("case.yaml"), encoding: .utf8)
      for key in ["title", "from", "recorded", "how", "keys"] {
        #expect(text.contains("\n\(key): ") || text.hasPrefix("\(key): "), "\(golden.path): \(key)")
      }
    }
  }

  @Test("No golden transcript holds the challenge of its recording, nor a private key")
  func secrets() throws {
    for golden in GoldenTranscript.all {
      let text = try String(contentsOf: golden.folder.appendingPathComponent("exchange.har"), encoding: .utf8)
      for secret in ["Golden-Challenge", "Golden-Once", "PRIVATE KEY"] {
        #expect(!text.contains(secret), "\(golden.path) holds \(secret)")
      }
    }
  }
}
