import ScepspecHTTPWire

/// A server that has never heard of SCEP.
final class StrangeServer {
  enum Manner: Sendable {
    /// Answers everything with a web page.
    case page
    /// Accepts and never answers.
    case silence
  }

  private let server: HTTPServer

  init(_ manner: Manner) throws {
    server = try HTTPServer { _ in
      switch manner {
      case .page:
        RawReply(
          status: 200, headers: [HTTPHeader("Content-Type", "text/html; charset=utf-8")],
          body: Array("<!doctype html><title>Welcome</title><p>It works.".utf8))
      case .silence: RawReply([], script: .hang)
      }
    }
  }

  var url: String { "\(server.url)" }

  func stop() { server.stop() }
}
