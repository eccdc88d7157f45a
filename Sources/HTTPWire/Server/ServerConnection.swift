import Foundation

/// One client's connection, served from its first request to its end on the thread that calls it.
struct ServerConnection {
  private let server: HTTPServer
  private let socket: Socket

  init(_ server: HTTPServer, _ socket: Socket) {
    self.server = server
    self.socket = socket
  }

  func serve() {
    guard let channel = try? secured() else { return }
    var early: [UInt8] = []
    while case let reader = read(from: channel, early: early), reader.state != .reading {
      if case .refused(let status) = reader.state {
        send(RawReply(status: status, keepsAlive: false), over: channel)
        return linger(channel)
      }
      guard let request = reader.request else { return }
      let reply = server.handler(request)
      if server.tls != nil, server.tlsManner == .renegotiates {
        let deadline = Deadline.after(seconds: server.limits.seconds)
        guard channel.renegotiate(until: deadline, wake: server.stopping.descriptor) else { return }
      }
      send(reply, over: channel)
      // Whoever does not take a reply gets no other one: unsent octets would pile up.
      guard channel.unsent == 0 else { return }
      guard reply.script == .whole, reply.keepsAlive, request.wantsKeepAlive else { return linger(channel) }
      early = reader.remainder
    }
  }

  private func secured() throws(TLSError) -> Channel {
    guard let context = server.tls else { return Channel(socket) }
    let channel = Channel(socket, tls: try TLSSession(context))
    try channel.handshake(until: .after(seconds: server.limits.seconds), wake: server.stopping.descriptor)
    return channel
  }

  /// A reader that is still `reading` says that the client went away, or that the server stops.
  private func read(from channel: Channel, early: [UInt8]) -> RequestReader {
    var reader = RequestReader(limits: server.limits, early: early)
    var deadline: Deadline?
    while reader.state == .reading {
      if reader.awaitsContinue {
        reader.continued()
        try? channel.enqueue(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8))
      }
      if deadline == nil, !reader.received.isEmpty { deadline = .after(seconds: server.limits.seconds) }
      switch channel.turn(until: deadline ?? .after(seconds: server.limits.idle), wake: server.stopping.descriptor) {
      case .received(let octets): reader.take(octets)
      case .progress: continue
      case .timedOut where deadline != nil: reader.giveUp()
      case .timedOut, .ended, .broken, .woken: return reader
      }
    }
    return reader
  }

  private func send(_ reply: RawReply, over channel: Channel) {
    switch reply.script {
    case .whole, .close: push(reply.bytes, over: channel)
    case .cut(let octets): push(Array(reply.bytes.prefix(max(octets, 0))), over: channel)
    case .slow(let octets, let milliseconds):
      trickle(reply.bytes, step: max(octets, 1), pause: Double(milliseconds) / 1000, over: channel)
    case .hang:
      push(reply.bytes, over: channel)
      waitForEnd(channel, until: .after(seconds: 86_400))
    case .flood(let octets): flood(reply.bytes, octets, over: channel)
    case .die:
      push(reply.bytes, over: channel)
      server.die()
    }
  }

  /// False when the client or the server went away before all was sent.
  @discardableResult
  private func push(_ bytes: [UInt8], over channel: Channel) -> Bool {
    guard (try? channel.enqueue(bytes)) != nil else { return false }
    // A client that only sends makes no progress: the deadline moves when octets leave.
    var deadline = Deadline.after(seconds: server.limits.seconds)
    while channel.hasUnsent {
      let unsent = channel.unsent
      switch channel.turn(until: deadline, wake: server.stopping.descriptor) {
      case .received, .progress:  // a client that pipelines here loses what it sent
        if channel.unsent < unsent { deadline = .after(seconds: server.limits.seconds) }
        if deadline.isOver { return false }
      case .ended: return drain(channel)
      case .broken, .timedOut, .woken: return false
      }
    }
    return channel.sendFailure == nil
  }

  /// The client sends no more but may still listen.
  private func drain(_ channel: Channel) -> Bool {
    while channel.hasUnsent {
      let deadline = Deadline.after(seconds: server.limits.seconds)
      guard channel.sendMore(until: deadline, wake: server.stopping.descriptor) else { return false }
    }
    return channel.sendFailure == nil
  }

  private func trickle(_ bytes: [UInt8], step: Int, pause: Double, over channel: Channel) {
    for start in stride(from: 0, to: bytes.count, by: step) {
      if server.stopping.wait(until: .after(seconds: pause)) { return }
      guard push(Array(bytes[start..<min(start + step, bytes.count)]), over: channel) else { return }
    }
  }

  private func flood(_ bytes: [UInt8], _ octets: Int, over channel: Channel) {
    guard push(bytes, over: channel) else { return }
    let filler = [UInt8](repeating: 0x78, count: 65_536)
    var left = octets
    while left > 0, push(Array(filler.prefix(left)), over: channel) { left -= filler.count }
  }

  /// Ends the connection so that the client can read what was sent, even while it is still sending itself: a close
  /// with unread octets would reset the connection (RFC 9112 section 9.6).
  private func linger(_ channel: Channel) {
    channel.endSending()
    waitForEnd(channel, until: .after(seconds: 2))
  }

  private func waitForEnd(_ channel: Channel, until deadline: Deadline) {
    while !deadline.isOver {
      switch channel.turn(until: deadline, wake: server.stopping.descriptor) {
      case .received, .progress: continue
      case .ended, .broken, .timedOut, .woken: return
      }
    }
  }
}
