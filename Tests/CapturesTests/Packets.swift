import Foundation

/// A pcap file made by hand: TCP segments over IPv4 (link type 101, raw IP).
struct Packets {
  private var octets: [UInt8] =
    [0xD4, 0xC3, 0xB2, 0xA1, 2, 0, 4, 0] + [UInt8](repeating: 0, count: 8) + [0xFF, 0xFF, 0, 0, 101, 0, 0, 0]
  private var seconds: UInt32 = 1_790_000_000
  /// Octets that each side of each connection has sent.
  private var sent: [String: UInt32] = [:]

  struct Side {
    var address: [UInt8]
    var port: UInt16
  }

  /// One segment with data.
  ///
  /// - Parameter isAgain: The octets were sent before, and are sent once more.
  mutating func send(_ from: Side, _ to: Side, _ data: [UInt8], isAgain: Bool = false) {
    let way = "\(from)>\(to)"
    let back = "\(to)>\(from)"
    let before = sent[way] ?? 0
    let sequence = 1_000 + (isAgain ? before - UInt32(data.count) : before)
    if !isAgain { sent[way] = before + UInt32(data.count) }
    seconds += 1
    let tcp =
      big16(from.port) + big16(to.port) + big32(sequence) + big32(1_000 + (sent[back] ?? 0))
      + [0x50, 0x18, 0x20, 0, 0, 0, 0, 0]
    let length = UInt16(20 + tcp.count + data.count)
    let ip = [0x45, 0] + big16(length) + [0, 0, 0x40, 0, 64, 6, 0, 0] + from.address + to.address
    let packet = ip + tcp + data
    octets += little32(seconds) + little32(0) + little32(UInt32(packet.count)) + little32(UInt32(packet.count)) + packet
  }

  /// Writes the file into the folder for temporary files; the caller removes it.
  func file() throws -> String {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).pcap")
    try Data(octets).write(to: file)
    return file.path
  }

  private func big16(_ value: UInt16) -> [UInt8] { [UInt8(value >> 8), UInt8(value & 255)] }
  private func big32(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(value >> (24 - 8 * UInt32($0)) & 255) } }
  private func little32(_ value: UInt32) -> [UInt8] { big32(value).reversed() }
}
