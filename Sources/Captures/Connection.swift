import ScepspecHTTPWire
import ScepspecTranscripts

/// One TCP connection as `follow,tcp,raw` prints it: hexadecimal lines, those of the second node behind a tab.
struct Connection: Sendable {
  var stream: Int
  /// `address:port` of who spoke first, and of the other.
  var nodes = ["", ""]
  var sent: [UInt8] = []
  var received: [UInt8] = []

  /// It begins with a handshake record (RFC 8446 section 5.1).
  var isTLS: Bool { sent.starts(with: [0x16, 0x03]) || received.starts(with: [0x16, 0x03]) }

  static func all(in text: [UInt8]) -> [Connection] {
    var found: [Connection] = []
    for line in text.split(separator: 0x0A) {
      if line.starts(with: Array("Filter: ".utf8)) {
        let number = String(decoding: line, as: UTF8.self).split(separator: " ").last.flatMap { Int($0) }
        found.append(Connection(stream: number ?? -1))
      } else if line.starts(with: Array("Node ".utf8)), !found.isEmpty {
        let words = String(decoding: line, as: UTF8.self).split(separator: " ", maxSplits: 2)
        guard words.count == 3, let place = Int(words[1].dropLast()), (0...1).contains(place) else { continue }
        found[found.count - 1].nodes[place] = String(words[2])
      } else if !found.isEmpty, let octets = hexadecimal(line.first == 0x09 ? line.dropFirst() : line) {
        if line.first == 0x09 {
          found[found.count - 1].received += octets
        } else {
          found[found.count - 1].sent += octets
        }
      }
    }
    return found
  }

  /// The exchanges of this connection.
  func entries(packets: [Tshark.Packet]) -> [HAREntry] {
    // Where the capture begins late, the server may be the one who is seen first.
    let isTurned = sent.starts(with: Array("HTTP/".utf8))
    let (asked, answered) = isTurned ? (received, sent) : (sent, received)
    let server = isTurned ? nodes[0] : nodes[1]
    let client = Self.address(isTurned ? nodes[1] : nodes[0])
    let requests = RecordedStream.requests(asked)
    let replies = RecordedStream.responses(answered, to: requests.map(\.message))
    let times = Times(packets, server: server)
    return requests.enumerated().map { index, request in
      let reply = index < replies.count ? replies[index] : nil
      let start = times.ofClient(request.range.lowerBound)
      let end = reply.map { times.ofServer($0.range.upperBound - 1) } ?? start
      return HAREntry(
        startedAt: start, duration: max(0, end - start), request: Self.request(request.message, server),
        response: reply.map { Self.response($0.message) }, client: client, connection: "\(stream)")
    }
  }

  /// `address:port` without the port.
  private static func address(_ node: String) -> String {
    node.lastIndex(of: ":").map { String(node[..<$0]) } ?? node
  }

  private static func request(_ request: HTTPRequest, _ server: String) -> HARRequest {
    let isWhole = request.target.lowercased().hasPrefix("http://")
    let authority = request.headers.first("Host").flatMap { $0.isEmpty ? nil : $0 } ?? server
    let type = request.headers.first("Content-Type") ?? ""
    return HARRequest(
      method: request.method, url: isWhole ? request.target : "http://\(authority)\(request.target)",
      httpVersion: "HTTP/\(request.version)", headers: request.headers.map { HARHeader($0.name, $0.value) },
      body: request.body.isEmpty ? nil : HARBody(request.body, mimeType: type))
  }

  private static func response(_ response: HTTPResponse) -> HARResponse {
    HARResponse(
      status: response.status, statusText: response.reason, httpVersion: "HTTP/\(response.version)",
      headers: response.headers.map { HARHeader($0.name, $0.value) },
      body: HARBody(response.body, mimeType: response.headers.first("Content-Type") ?? ""))
  }

  private static func hexadecimal(_ digits: ArraySlice<UInt8>) -> [UInt8]? {
    guard digits.count.isMultiple(of: 2), !digits.isEmpty else { return nil }
    var octets: [UInt8] = []
    octets.reserveCapacity(digits.count / 2)
    var high: UInt8?
    for digit in digits {
      let value: UInt8
      switch digit {
      case 0x30...0x39: value = digit - 0x30
      case 0x61...0x66: value = digit - 0x61 + 10
      default: return nil
      }
      if let first = high {
        octets.append(first << 4 | value)
        high = nil
      } else {
        high = value
      }
    }
    return octets
  }
}

/// When which octet of a direction was captured.
private struct Times {
  private var client: [(end: Int, time: Int)] = []
  private var server: [(end: Int, time: Int)] = []

  init(_ packets: [Tshark.Packet], server name: String) {
    for packet in packets {
      if packet.sender == name {
        server.append(((server.last?.end ?? 0) + packet.octets, packet.time))
      } else {
        client.append(((client.last?.end ?? 0) + packet.octets, packet.time))
      }
    }
  }

  func ofClient(_ offset: Int) -> Int { Self.time(offset, client) }
  func ofServer(_ offset: Int) -> Int { Self.time(offset, server) }

  private static func time(_ offset: Int, _ packets: [(end: Int, time: Int)]) -> Int {
    (packets.first { $0.end > offset } ?? packets.last)?.time ?? 0
  }
}
