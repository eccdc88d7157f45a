import Foundation
import ScepspecCaptures
import ScepspecTranscripts
import Testing

@Suite struct SeveralConnectionsTests {
  private static let server = Packets.Side(address: [10, 0, 0, 9], port: 80)

  private static func request(_ operation: String) -> [UInt8] {
    Array("GET /scep?operation=\(operation) HTTP/1.1\r\nHost: ca.example\r\n\r\n".utf8)
  }

  private static func reply(_ text: String) -> [UInt8] {
    Array("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: \(text.utf8.count)\r\n\r\n\(text)".utf8)
  }

  private func read(_ packets: Packets) throws -> [HAREntry] {
    let path = try packets.file()
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try Capture(path: path).exchanges().entries
  }

  @Test(
    "Two clients that speak at once, segments sent again, several requests on one connection: each is found once",
    .enabled(if: CaptureTests.isInstalled))
  func mixed() throws {
    let one = Packets.Side(address: [10, 0, 0, 1], port: 40_001)
    let two = Packets.Side(address: [10, 0, 0, 2], port: 40_001)
    var packets = Packets()
    packets.send(one, Self.server, Self.request("GetCACaps"))
    packets.send(two, Self.server, Self.request("GetCACert"))
    packets.send(one, Self.server, Self.request("GetCACaps"), isAgain: true)
    let long = Self.reply(String(repeating: "AES\n", count: 200))
    packets.send(Self.server, one, Array(long.prefix(300)))
    packets.send(Self.server, two, Self.reply("second"))
    packets.send(Self.server, one, Array(long.dropFirst(300)))
    packets.send(Self.server, one, Array(long.dropFirst(300)), isAgain: true)
    packets.send(one, Self.server, Self.request("GetCACert"))
    packets.send(Self.server, one, Self.reply("third"))
    packets.send(two, Self.server, Self.request("GetNextCACert"))
    let entries = try read(packets)
    let operations = entries.map { $0.request.url.split(separator: "=").last ?? "" }
    #expect(operations == ["GetCACaps", "GetCACert", "GetCACert", "GetNextCACert"])
    #expect(entries.map(\.client) == ["10.0.0.1", "10.0.0.2", "10.0.0.1", "10.0.0.2"])
    #expect(Set(entries.map(\.connection)).count == 2)
    #expect(entries.first?.response?.body?.octets.count == 800)
    #expect(entries.last?.response == nil)
  }

  @Test("A capture of TLS alone says that nothing of it can be read", .enabled(if: CaptureTests.isInstalled))
  func encrypted() throws {
    var packets = Packets()
    let client = Packets.Side(address: [10, 0, 0, 1], port: 40_002)
    packets.send(client, Packets.Side(address: [10, 0, 0, 9], port: 8_443), [0x16, 3, 1, 0, 5, 1, 0, 0, 1, 0])
    do {
      let entries = try read(packets)
      Issue.record("\(entries.count) exchanges were read out of TLS")
    } catch let error as CaptureError {
      #expect(error.reason.contains("TLS"))
    }
  }
}
