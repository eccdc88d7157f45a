import Foundation

/// Octets both ways over one socket, plain or through TLS. Nothing here blocks past a deadline; sending and receiving go
/// on side by side, so that a peer that answers early is heard.
final class Channel {
  private let socket: Socket
  private let tls: TLSSession?
  private var outgoing: [UInt8] = []
  private var sent = 0
  /// Why nothing more can be sent; what the peer sent before is still received.
  private(set) var sendFailure: String?
  /// Octets that came along with the end of the handshake may hold data already.
  private var mayHoldData = false

  init(_ socket: Socket, tls: TLSSession? = nil) {
    self.socket = socket
    self.tls = tls
  }

  /// What one turn brought.
  enum Event: Sendable {
    case received([UInt8])
    /// Some octets went out, or octets came that carried no data.
    case progress
    /// The peer closed its side.
    case ended
    /// The connection broke, or the TLS session did.
    case broken(String)
    case timedOut
    /// The other descriptor that was watched became readable.
    case woken
  }

  var hasUnsent: Bool { unsent > 0 && sendFailure == nil }

  /// Octets that wait to be sent.
  var unsent: Int { outgoing.count - sent }

  func enqueue(_ octets: [UInt8]) throws(TLSError) {
    guard let tls else { return append(octets) }
    append(try tls.seal(octets))
  }

  /// Performs the TLS handshake, if there is TLS.
  func handshake(until deadline: Deadline, wake: Int32? = nil) throws(TLSError) {
    guard let tls else { return }
    while true {
      let done = Result { () throws(TLSError) in try tls.advanceHandshake() }
      append(tls.takeOutgoing())
      if try done.get() {
        mayHoldData = true
        return
      }
      switch turn(until: deadline, wake: wake, handshaking: true) {
      case .received, .progress: continue
      case .ended: throw TLSError(reason: "the peer closed the connection during the handshake")
      case .broken(let reason): throw TLSError(reason: reason)
      case .timedOut: throw TLSError(reason: "the handshake did not end in time")
      case .woken: throw TLSError(reason: "stopped")
      }
    }
  }

  /// Shakes hands again, as a server; what the client sends meanwhile is lost.
  ///
  /// - Returns: Whether it came to an end.
  func renegotiate(until deadline: Deadline, wake: Int32? = nil) -> Bool {
    guard let tls, (try? tls.renegotiate()) != nil else { return false }
    append(tls.takeOutgoing())
    while tls.isRenegotiating {
      switch turn(until: deadline, wake: wake) {
      case .received, .progress: continue
      case .ended, .broken, .timedOut, .woken: return false
      }
    }
    return true
  }

  /// Waits for something to happen: sends what is queued, receives what came.
  func turn(until deadline: Deadline, wake: Int32? = nil, handshaking: Bool = false) -> Event {
    if mayHoldData {
      mayHoldData = false
      return opened([], handshaking: false)
    }
    var waiting = [(descriptor: socket.descriptor, events: POLLIN | (hasUnsent ? POLLOUT : 0))]
    if let wake { waiting.append((wake, POLLIN)) }
    guard let ready = poll(waiting, until: deadline) else { return .timedOut }
    if ready.count > 1, ready[1] != 0 { return .woken }
    if Int32(ready[0]) & POLLOUT != 0 { flush() }
    guard Int32(ready[0]) & (POLLIN | POLLHUP | POLLERR) != 0 else { return .progress }
    switch socket.receive() {
    case .nothingYet: return .progress
    case .ended: return .ended
    case .failed(let code): return .broken(SystemError(code: code).description)
    case .octets(let octets): return opened(octets, handshaking: handshaking)
    }
  }

  /// Only sends; false when the deadline came first, or the other descriptor became readable.
  func sendMore(until deadline: Deadline, wake: Int32) -> Bool {
    guard let ready = poll([(socket.descriptor, POLLOUT), (wake, POLLIN)], until: deadline), ready[1] == 0 else {
      return false
    }
    flush()
    return true
  }

  /// Tells the peer that nothing more comes.
  func endSending() {
    if let tls {
      append(tls.closeNotice())
      flush()
    }
    socket.endSending()
  }

  private func opened(_ octets: [UInt8], handshaking: Bool) -> Event {
    guard let tls else { return .received(octets) }
    tls.feed(octets)
    if handshaking { return .progress }
    let opened = Result { () throws(TLSError) in try tls.open() }
    append(tls.takeOutgoing())
    switch opened {
    case .failure(let error): return .broken(error.reason)
    case .success(let plain) where !plain.isEmpty: return .received(plain)
    case .success: return tls.isClosedByPeer ? .ended : .progress
    }
  }

  private func append(_ octets: [UInt8]) {
    if octets.isEmpty { return }
    if sent == outgoing.count {
      outgoing = octets
      sent = 0
    } else {
      outgoing += octets
    }
  }

  private func flush() {
    guard hasUnsent else { return }
    switch socket.send(outgoing[sent...]) {
    case .success(let count): sent += count
    case .failure(let error): sendFailure = error.description
    }
  }
}
