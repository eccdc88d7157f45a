import Foundation

/// Why there is no TCP connection.
struct ConnectError: Error {
  var reason: String
}

extension Socket {
  /// Connects to the first address of the host that takes the connection.
  static func connect(host: String, port: Int, until deadline: Deadline) throws(ConnectError) -> Socket {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(host, String(port), &hints, &found)
    guard code == 0 else {
      throw ConnectError(reason: "the host \(host) has no address: \(String(cString: gai_strerror(code)))")
    }
    defer { freeaddrinfo(found) }
    var reason = "the host \(host) has no address"
    var next = found
    while let address = next {
      switch attempt(address.pointee, until: deadline) {
      case .success(let socket): return socket
      case .failure(let error): reason = error.reason
      }
      next = address.pointee.ai_next
    }
    throw ConnectError(reason: "no TCP connection to \(host) port \(port): \(reason)")
  }

  private static func attempt(_ address: addrinfo, until deadline: Deadline) -> Result<Socket, ConnectError> {
    let type = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
    let descriptor = Foundation.socket(address.ai_family, type, address.ai_protocol)
    guard descriptor >= 0 else { return .failure(ConnectError(reason: SystemError(code: errno).description)) }
    let socket = Socket(descriptor: descriptor)
    if Foundation.connect(descriptor, address.ai_addr, address.ai_addrlen) == 0 { return .success(socket) }
    guard errno == EINPROGRESS else { return .failure(ConnectError(reason: SystemError(code: errno).description)) }
    guard poll([(descriptor, POLLOUT)], until: deadline) != nil else {
      return .failure(ConnectError(reason: "no answer in time"))
    }
    var error: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &size)
    return error == 0 ? .success(socket) : .failure(ConnectError(reason: SystemError(code: error).description))
  }
}
