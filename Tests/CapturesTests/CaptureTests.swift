import Foundation
import ScepspecCaptures
import ScepspecTranscripts
import Testing

@Suite struct CaptureTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Golden/captures")

  static let isInstalled = ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"].contains {
    FileManager.default.isExecutableFile(atPath: "\($0)/tshark")
  }

  private static func read(_ capture: Capture) -> (entries: [HAREntry], problem: CaptureError?) {
    do { return (try capture.exchanges().entries, nil) } catch { return ([], error) }
  }

  private static func scratch(_ octets: [UInt8]) throws -> String {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).pcap")
    try Data(octets).write(to: file)
    return file.path
  }

  @Test(
    "A capture of a real client gives its exchanges whole and in order", .enabled(if: isInstalled),
    arguments: ["pcap", "pcapng"])
  func exchanges(ending: String) throws {
    let file = Self.folder.appendingPathComponent("strongswan-enrol.\(ending)")
    #expect(Capture.looksLikeOne(try Data(contentsOf: file)))
    let entries = try Capture(path: file.path).exchanges().entries
    #expect(entries.count >= 5)
    #expect(
      entries.allSatisfy { $0.response?.status == 200 && $0.request.url.hasPrefix("http://127.0.0.1:8088/scep?") })
    #expect(entries.prefix(2).allSatisfy { $0.request.url.contains("GetCACaps") })
    #expect(entries.map(\.startedAt) == entries.map(\.startedAt).sorted { ($0 ?? 0) < ($1 ?? 0) })
    #expect(entries.allSatisfy { ($0.startedAt ?? 0) > 1_700_000_000_000 && $0.duration < 60_000 })
    let message = try #require(entries.last)
    #expect(message.request.method == "POST" && message.request.url.hasSuffix("operation=PKIOperation"))
    for body in [message.request.body?.octets, message.response?.body?.octets] {
      let octets = try #require(body)
      // A DER SEQUENCE whose length is that of the body.
      #expect(octets.starts(with: [0x30, 0x82]) && Int(octets[2]) << 8 | Int(octets[3]) == octets.count - 4)
    }
  }

  @Test("Both forms of a capture give the same exchanges", .enabled(if: isInstalled))
  func forms() throws {
    let read = try ["pcap", "pcapng"].map { ending in
      try Capture(path: Self.folder.appendingPathComponent("strongswan-enrol.\(ending)").path).exchanges().entries
    }
    #expect(read[0] == read[1])
  }

  @Test(
    "A capture that breaks off, or is damaged, gives an error or what it has, never a crash", .enabled(if: isInstalled))
  func damaged() throws {
    let whole = Array(try Data(contentsOf: Self.folder.appendingPathComponent("strongswan-enrol.pcap")))
    let half = try Self.scratch(Array(whole.prefix(whole.count / 2)))
    defer { try? FileManager.default.removeItem(atPath: half) }
    // What came before the break, or why there is nothing.
    let (entries, problem) = Self.read(Capture(path: half))
    #expect(entries.count <= 5)
    #expect(problem.map { $0.description.contains(half) && $0.reason.contains("tshark cannot read it") } ?? true)
    let junk = try Self.scratch([0xD4, 0xC3, 0xB2, 0xA1] + [UInt8](repeating: 0xFF, count: 300))
    defer { try? FileManager.default.removeItem(atPath: junk) }
    #expect(Self.read(Capture(path: junk)).problem != nil)
  }

  @Test("Without tshark the error names the file and the Debian package")
  func missing() throws {
    let file = Self.folder.appendingPathComponent("strongswan-enrol.pcap").path
    let capture = Capture(path: file, program: "no-such-program-as-this")
    let error = try #require(Self.read(capture).problem)
    #expect(error.description.hasPrefix(file) && error.reason.contains("Debian package tshark"))
  }

  @Test(
    "Captures are known by their first octets",
    arguments: [
      ("pcap", [0xD4, 0xC3, 0xB2, 0xA1], true), ("other order", [0xA1, 0xB2, 0xC3, 0xD4], true),
      ("nanoseconds", [0x4D, 0x3C, 0xB2, 0xA1], true), ("pcapng", [0x0A, 0x0D, 0x0D, 0x0A], true),
      ("JSON", [0x7B, 0x22, 0x6C, 0x6F], false), ("nothing", [], false),
    ] as [(String, [UInt8], Bool)])
  func marks(name: String, octets: [UInt8], isOne: Bool) { #expect(Capture.looksLikeOne(octets) == isOne) }
}
