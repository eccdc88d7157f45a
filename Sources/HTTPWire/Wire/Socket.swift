import Foundation

/// A non-blocking stream socket that is closed when nobody holds it any more.
final class Socket: Sendable {
  let descriptor: Int32

  /// Takes the descriptor over.
  init(descriptor: Int32) {
    self.descriptor = descriptor
    var one: Int32 = 1
    setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
  }

  deinit { close(descriptor) }

  enum Received: Sendable {
    case octets([UInt8])
    case ended
    case nothingYet
    case failed(errno: Int32)
  }

  func receive(upTo count: Int = 65_536) -> Received {
    var failure: Int32 = 0
    let octets = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      let got = recv(descriptor, buffer.baseAddress, buffer.count, 0)
      if got < 0 { failure = errno }
      filled = max(got, 0)
    }
    switch failure {
    case 0: return octets.isEmpty ? .ended : .octets(octets)
    case EAGAIN, EWOULDBLOCK, EINTR: return .nothingYet
    default: return .failed(errno: failure)
    }
  }

  /// Sends what the kernel takes; returns how much that was, or the error. A peer that is gone raises no SIGPIPE.
  func send(_ octets: ArraySlice<UInt8>) -> Result<Int, SystemError> {
    let sent = octets.withUnsafeBytes { Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    if sent >= 0 { return .success(sent) }
    let code = errno
    return code == EAGAIN || code == EWOULDBLOCK || code == EINTR ? .success(0) : .failure(SystemError(code: code))
  }

  func endSending() { shutdown(descriptor, Int32(SHUT_WR)) }
}

/// An `errno` with its text.
struct SystemError: Error, CustomStringConvertible {
  var code: Int32
  var description: String { String(cString: strerror(code)) }
}

/// Waits until one of the descriptors is ready; nil after the deadline.
func poll(_ waiting: [(descriptor: Int32, events: Int32)], until deadline: Deadline) -> [Int16]? {
  var entries = waiting.map { pollfd(fd: $0.descriptor, events: Int16($0.events), revents: 0) }
  while true {
    let ready = Foundation.poll(&entries, nfds_t(entries.count), deadline.remainingMilliseconds)
    if ready > 0 { return entries.map(\.revents) }
    if ready < 0, errno != EINTR { return entries.map { _ in Int16(POLLERR) } }
    if deadline.isOver { return nil }
  }
}
