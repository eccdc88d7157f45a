import Foundation

/// Sends octets and listens; one connection for each exchange. It follows no redirect and mends no request.
public final class HTTPClient: Sendable {
  private let contexts: ClientContexts

  public init(trust: TLSTrust = .system) { contexts = ClientContexts(trust) }

  /// Never throws: whatever goes wrong is an outcome. Blocks until the reply is whole or a limit is reached.
  public func exchange(_ request: RawRequest, limits: HTTPLimits = HTTPLimits()) -> RawExchange {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    let start = Deadline.now()
    var result = perform(request, limits: limits)
    result.startedAt = Int(time.tv_sec) * 1000 + Int(time.tv_nsec) / 1_000_000
    result.duration = Int((Deadline.now().nanoseconds - start.nanoseconds) / 1_000_000)
    return result
  }

  private func perform(_ request: RawRequest, limits: HTTPLimits) -> RawExchange {
    let end = Deadline.after(seconds: limits.total)
    let socket: Socket
    do {
      let soon = min(end, Deadline.after(seconds: limits.idle))
      socket = try Socket.connect(host: request.host, port: request.port, until: soon)
    } catch {
      return RawExchange(request: request, outcome: .refused, detail: error.reason)
    }
    guard request.isTLS else { return converse(request, over: Channel(socket), limits: limits, until: end) }
    return secured(request, over: socket, limits: limits, until: end)
  }

  private func secured(
    _ request: RawRequest, over socket: Socket, limits: HTTPLimits, until end: Deadline
  ) -> RawExchange {
    do {
      let session = try TLSSession(try contexts.context(), serverName: request.host, isOld: request.usesOldTLS)
      let channel = Channel(socket, tls: session)
      do {
        try channel.handshake(until: min(end, Deadline.after(seconds: limits.idle)))
      } catch {
        let facts = session.facts(isDone: false)
        let note = facts.asksForCertificate ? " (it asked for a client certificate)" : ""
        return RawExchange(request: request, outcome: .tls, detail: error.reason + note, tls: facts)
      }
      var result = converse(request, over: channel, limits: limits, until: end)
      let facts = session.facts(isDone: true)
      result.tls = facts
      // With TLS 1.3 a server turns a client without certificate away after the client's handshake is done.
      if facts.asksForCertificate, result.received.isEmpty, result.outcome == .closed {
        result.outcome = .tls
        result.detail += " (it asked for a client certificate)"
      }
      return result
    } catch {
      return RawExchange(request: request, outcome: .tls, detail: error.reason)
    }
  }

  private func converse(
    _ request: RawRequest, over channel: Channel, limits: HTTPLimits, until end: Deadline
  ) -> RawExchange {
    var reader = ResponseReader(isHeadRequest: request.isHead, limits: limits)
    do {
      try channel.enqueue(request.bytes)
    } catch {
      reader.end("the TLS session broke (\(error.reason))")
    }
    while reader.state == .reading {
      switch channel.turn(until: min(end, Deadline.after(seconds: limits.idle))) {
      case .received(let octets): reader.take(octets)
      case .progress: break
      case .ended: reader.end("the connection was closed")
      case .broken(let reason): reader.end("the connection broke (\(reason))")
      case .timedOut, .woken:
        return finished(request, reader, timeout: end.isOver ? limits.total : limits.idle)
      }
      // A peer that always has one more octet ready would never let a wait run out.
      if reader.state == .reading, end.isOver { return finished(request, reader, timeout: limits.total) }
    }
    return finished(request, reader, timeout: nil)
  }

  private func finished(_ request: RawRequest, _ reader: ResponseReader, timeout: Double?) -> RawExchange {
    var (outcome, detail) = (HTTPOutcome.answered, "answered")
    if case .failed(let why, let text) = reader.state { (outcome, detail) = (why, text) }
    let response = reader.response
    if let timeout {
      outcome = .timeout
      let got = reader.received.isEmpty ? "no answer" : "only \(reader.received.count) octets"
      detail = "\(got) within \(secondsText(timeout))"
    } else if outcome == .answered, let response {
      detail = "HTTP \(response.status) with \(response.body.count) octets"
    }
    return RawExchange(
      request: request, received: reader.received, outcome: outcome, detail: detail, response: response)
  }
}

/// Such as `10 s` and `0.5 s`.
func secondsText(_ seconds: Double) -> String {
  seconds == seconds.rounded() && abs(seconds) < 1e9 ? "\(Int(seconds)) s" : "\(seconds) s"
}
