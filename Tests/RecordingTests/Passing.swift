import Foundation
import ScepspecHTTPWire
import ScepspecRecording

/// A server that answers as a test says and keeps what it got, and the proxy before it.
final class Passing: Sendable {
  private let server: HTTPServer
  let proxy: RecordingProxy

  init(
    _ change: (inout RecordingProxy.Settings) -> Void = { _ in },
    answer: @escaping @Sendable (HTTPRequest) -> RawReply
  ) throws {
    let keeper = Keeper()
    server = try HTTPServer { request in
      keeper.keep(request)
      return answer(request)
    }
    var settings = RecordingProxy.Settings(upstream: server.url)
    settings.timeout = 60
    change(&settings)
    proxy = try RecordingProxy(settings) { keeper.keep($0) }
    self.keeper = keeper
  }

  private let keeper: Keeper
  var seen: [[UInt8]] { keeper.requests }
  var exchanges: [PassedExchange] { keeper.exchanges }
  var upstream: TargetURL { server.url }

  func stop() {
    proxy.stop()
    server.stop()
  }

  /// Sends the octets to the proxy and gives back all that comes.
  func send(_ octets: [UInt8], trust: TLSTrust = .insecure) -> RawExchange {
    HTTPClient(trust: trust).exchange(
      RawRequest(to: proxy.url, bytes: octets), limits: HTTPLimits(total: 60, idle: 60))
  }

  func send(_ text: String) -> RawExchange { send(Array(text.utf8)) }

  private final class Keeper: @unchecked Sendable {  // `lock` guards both lists
    private let lock = NSLock()
    private var got: [[UInt8]] = []
    private var passed: [PassedExchange] = []

    func keep(_ request: HTTPRequest) { lock.withLock { got.append(request.bytes) } }
    func keep(_ exchange: PassedExchange) { lock.withLock { passed.append(exchange) } }
    var requests: [[UInt8]] { lock.withLock { got } }
    var exchanges: [PassedExchange] { lock.withLock { passed } }
  }
}
