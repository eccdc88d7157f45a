import Foundation
import ScepspecHTTPWire
public import ScepspecTranscripts

/// A file of captured packets (pcap or pcapng), read through tshark, which puts the segments of a connection in order.
public struct Capture: Sendable {
  private let path: String
  private let tool: Tshark

  /// What is read at most.
  public enum Bounds {
    /// Octets of a file.
    public static let file = 256 << 20
    /// TCP connections.
    public static let streams = 10_000
    /// Octets that tshark may print in one go.
    static let output = 512 << 20
    /// Seconds that tshark may take in one go.
    static let seconds = 300.0
    /// Connections that are followed in one go.
    static let batch = 100
  }

  /// - Parameter program: The name of tshark, looked up in PATH, or its path.
  public init(path: String, program: String = "tshark") {
    self.path = path
    tool = Tshark(program: program, file: path)
  }

  /// By the first octets: pcap in either order of octets, with micro- or nanoseconds, or pcapng.
  public static func looksLikeOne(_ octets: some Sequence<UInt8>) -> Bool {
    let first = Array(octets.prefix(4))
    let marks: [[UInt8]] = [
      [0xA1, 0xB2, 0xC3, 0xD4], [0xD4, 0xC3, 0xB2, 0xA1], [0xA1, 0xB2, 0x3C, 0x4D], [0x4D, 0x3C, 0xB2, 0xA1],
      [0x0A, 0x0D, 0x0D, 0x0A],
    ]
    return marks.contains(first)
  }

  /// The HTTP exchanges of every connection, in the order in which they began. Connections that do not begin with an
  /// HTTP request, such as those of TLS, have none.
  ///
  /// - Throws: Where tshark is not installed, cannot read the file, takes too long or prints too much, and where there
  ///   is nothing but TLS.
  public func exchanges() throws(CaptureError) -> HARFile {
    let packets = try tool.packets()
    let streams = Array(Set(packets.map(\.stream))).sorted()
    guard streams.count <= Bounds.streams else {
      throw CaptureError(
        path, "\(streams.count) connections, no more than \(Bounds.streams) are read; split the capture")
    }
    var entries: [HAREntry] = []
    var enciphered = 0
    let byStream = Dictionary(grouping: packets, by: \.stream)
    for start in stride(from: 0, to: streams.count, by: Bounds.batch) {
      let batch = Array(streams[start..<min(start + Bounds.batch, streams.count)])
      for connection in try tool.follow(batch) {
        entries += connection.entries(packets: byStream[connection.stream] ?? [])
        if connection.isTLS { enciphered += 1 }
      }
    }
    guard !entries.isEmpty || enciphered == 0 else {
      throw CaptureError(
        path,
        "\(enciphered) of \(streams.count) connections speak TLS, of which nothing can be read, and the others no HTTP; "
          + "record with a proxy that both sides trust, such as 'scepspec record URL --tls'")
    }
    entries.sort { ($0.startedAt ?? 0) < ($1.startedAt ?? 0) }
    return HARFile(creator: "tshark", creatorVersion: "", entries: entries)
  }
}

/// Why a capture cannot be read, and what to do.
public struct CaptureError: Error, Hashable, Sendable, CustomStringConvertible {
  public var file: String
  public var reason: String
  public var description: String { "\(file): \(reason)" }

  init(_ file: String, _ reason: String) {
    self.file = file
    self.reason = reason
  }
}
