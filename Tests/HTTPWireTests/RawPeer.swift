import Foundation

/// The bare side of a conversation: a listening socket that does what a test tells it, without any HTTP.
final class RawPeer: Sendable {
  let port: Int
  private let listener: Int32

  /// Takes one connection, hands its descriptor to the script on a thread and closes it afterwards.
  init(_ script: @escaping @Sendable (Int32) -> Void) throws {
    let (descriptor, port) = try Self.listening()
    listener = descriptor
    self.port = port
    Thread.detachNewThread {
      let connection = accept(descriptor, nil, nil)
      guard connection >= 0 else { return }
      script(connection)
      close(connection)
    }
  }

  deinit { close(listener) }

  /// A port that nobody listens on.
  static func deadPort() throws -> Int {
    let (descriptor, port) = try listening()
    close(descriptor)
    return port
  }

  static func loopback(_ port: Int) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    return address
  }

  private static func listening() throws -> (Int32, Int) {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = loopback(0)
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, size) == 0 && listen(descriptor, 8) == 0 && getsockname(descriptor, $0, &size) == 0
      }
    }
    guard bound else { throw POSIXError(.EADDRINUSE) }
    return (descriptor, Int(in_port_t(bigEndian: address.sin_port)))
  }
}

/// Sends these octets to a port of this machine, ends its own side if asked to, and returns all that comes back.
func talk(to port: Int, _ text: String, halfClose: Bool = false) throws -> String {
  let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
  defer { close(descriptor) }
  var address = RawPeer.loopback(port)
  let connected = withUnsafePointer(to: &address) { pointer in
    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
    }
  }
  guard connected == 0 else { throw POSIXError(.ECONNREFUSED) }
  say(text, on: descriptor)
  if halfClose { shutdown(descriptor, Int32(SHUT_WR)) }
  var answer: [UInt8] = []
  while case let more = hear(on: descriptor), !more.isEmpty { answer += more }
  return String(decoding: answer, as: UTF8.self)
}

/// Sends the text again and again, hears nothing, and returns once the peer takes no more for good.
func sendUntilRefused(to port: Int, _ text: String) {
  let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
  defer { close(descriptor) }
  var address = RawPeer.loopback(port)
  let connected = withUnsafePointer(to: &address) { pointer in
    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
    }
  }
  if connected == 0 { sendUntilRefused(descriptor, text) }
}

func sendUntilRefused(_ descriptor: Int32, _ text: String) {
  let octets = Array(text.utf8)
  while send(descriptor, octets, octets.count, Int32(MSG_NOSIGNAL)) > 0 {}
}

func say(_ text: String, on descriptor: Int32) {
  let octets = Array(text.utf8)
  _ = send(descriptor, octets, octets.count, Int32(MSG_NOSIGNAL))
}

/// What comes in one go; empty at the end.
func hear(on descriptor: Int32) -> [UInt8] {
  var buffer = [UInt8](repeating: 0, count: 65_536)
  let count = recv(descriptor, &buffer, buffer.count, 0)
  return Array(buffer.prefix(max(count, 0)))
}
