import Foundation

/// Why no server can listen there.
public struct ListenError: Error, Hashable, Sendable, CustomStringConvertible {
  public var reason: String
  public var description: String { reason }
}

/// A listening socket that is closed by hand, so that a server can die while others still hold it.
final class Listener: @unchecked Sendable {  // `lock` guards `isOpen`, the only var
  let descriptor: Int32
  /// The port that it got.
  let port: Int
  private let lock = NSLock()
  private var isOpen = true

  init(host: String, port: Int) throws(ListenError) {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    hints.ai_flags = AI_PASSIVE
    var found: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(host, String(port), &hints, &found)
    guard code == 0, let address = found?.pointee else {
      throw ListenError(reason: "cannot listen on \(host): \(String(cString: gai_strerror(code)))")
    }
    defer { freeaddrinfo(found) }
    let type = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
    let made = socket(address.ai_family, type, address.ai_protocol)
    guard made >= 0 else { throw ListenError(reason: "cannot listen: \(SystemError(code: errno))") }
    var one: Int32 = 1
    setsockopt(made, SOL_SOCKET, SO_REUSEADDR, &one, socklen_t(MemoryLayout<Int32>.size))
    guard bind(made, address.ai_addr, address.ai_addrlen) == 0, listen(made, 128) == 0,
      let bound = Self.port(of: made)
    else {
      let reason = SystemError(code: errno)
      Foundation.close(made)
      throw ListenError(reason: "cannot listen on \(host) port \(port): \(reason)")
    }
    descriptor = made
    self.port = bound
  }

  deinit { close() }

  func close() {
    lock.withLock {
      if isOpen { Foundation.close(descriptor) }
      isOpen = false
    }
  }

  /// The next connection; nil where there is none after all.
  func accept() -> Socket? {
    let made = Foundation.accept(descriptor, nil, nil)
    guard made >= 0 else { return nil }
    _ = fcntl(made, F_SETFD, FD_CLOEXEC)
    _ = fcntl(made, F_SETFL, O_NONBLOCK)
    return Socket(descriptor: made)
  }

  private static func port(of descriptor: Int32) -> Int? {
    var storage = sockaddr_storage()
    var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
    return withUnsafeMutableBytes(of: &storage) { raw -> Int? in
      guard let base = raw.baseAddress else { return nil }
      let address = base.assumingMemoryBound(to: sockaddr.self)
      guard getsockname(descriptor, address, &size) == 0 else { return nil }
      // The port stands in octets 2 and 3 of sockaddr_in and of sockaddr_in6, in network order.
      return Int(raw[2]) << 8 | Int(raw[3])
    }
  }
}
