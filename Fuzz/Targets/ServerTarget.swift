import ScepspecHTTPWire
import ScepspecReferenceServer

/// Whole requests to the reference server.
enum ServerTarget {
  private static let server: ReferenceServer? = {
    var configuration = ServerConfiguration()
    configuration.challenge = .fixed("fuzz")
    configuration.clock = { 1_780_272_000 }
    return try? ReferenceServer(configuration)
  }()

  @Sendable static func take(_ octets: [UInt8]) {
    guard let server else { preconditionFailure("the reference server cannot be made") }
    var reader = RequestReader(limits: HTTPServer.Limits(head: 1 << 14, body: 1 << 16))
    reader.take(octets)
    if let request = reader.request { _ = server.answer(request) }
  }
}
