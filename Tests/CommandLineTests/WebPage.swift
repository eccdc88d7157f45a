import HTTPWire

/// A web server that has never heard of SCEP and answers everything with a page.
final class WebPage {
  private let server: HTTPServer

  init() throws {
    server = try HTTPServer { _ in
      RawReply(
        status: 200, headers: [HTTPHeader("Content-Type", "text/html; charset=utf-8")],
        body: Array("<!doctype html><title>Welcome</title><p>It works.".utf8))
    }
  }

  var url: String { "\(server.url)" }

  func stop() { server.stop() }
}
