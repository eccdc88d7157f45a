import Foundation
import ScepspecHTTPWire
import Testing

/// Sits between client and server on a socket of its own and alters the replies that an alteration is about.
final class AlteringProxy: @unchecked Sendable {  // `lock` guards what is remembered
  private let upstream: TargetURL
  private let alteration: Alteration
  private let workshop: Workshop
  private let client = HTTPClient()
  private let lock = NSLock()
  private var firstSuccess: [UInt8]?
  private var altered = 0
  private var failures: [String] = []
  private var server: HTTPServer?

  init(to upstream: TargetURL, _ alteration: Alteration, _ workshop: Workshop) throws {
    self.upstream = upstream
    self.alteration = alteration
    self.workshop = workshop
    server = try HTTPServer { [weak self] in self?.answer($0) ?? RawReply(status: 502) }
  }

  /// The upstream's URL as clients find it here.
  var url: TargetURL {
    var url = upstream
    url.port = server?.port ?? upstream.port
    return url
  }

  func stop() { server?.stop() }

  /// How many replies were altered, and what went wrong with it.
  var account: (altered: Int, failures: [String]) { lock.withLock { (altered, failures) } }

  private func answer(_ request: HTTPRequest) -> RawReply {
    let exchange = client.exchange(
      RawRequest(to: upstream, bytes: request.bytes, isHead: request.method == "HEAD"),
      limits: HTTPLimits(total: 60, idle: 60))
    let asIs = RawReply(exchange.received, keepsAlive: false)
    guard let response = exchange.response else { return asIs }
    let scene = scene(for: request)
    let status = (try? SignedReply(response.body))?.text(.pkiStatus)
    guard alteration.place.includes(request, scene, response, pkiStatus: status) else { return asIs }
    var reply = WireReply(response)
    do {
      try alteration.change(&reply, scene)
    } catch {
      lock.withLock { failures.append("\(error)") }
      return asIs
    }
    lock.withLock {
      altered += 1
      if status == "0", firstSuccess == nil { firstSuccess = response.body }
    }
    return RawReply(reply.octets, script: reply.script, keepsAlive: false)
  }

  private func scene(for request: HTTPRequest) -> Scene {
    let (first, count) = lock.withLock { (firstSuccess, altered) }
    let query = request.target.split(separator: "?").last ?? ""
    let words = query.split(separator: "&").filter { $0.hasPrefix("operation=") }
    return Scene(
      workshop: workshop, operation: words.first.map { String($0.dropFirst("operation=".count)) } ?? "",
      request: try? SignedReply(request.body), firstSuccess: first, count: count)
  }
}

extension Alteration.Place {
  func includes(_ request: HTTPRequest, _ scene: Scene, _ response: HTTPResponse, pkiStatus: String?) -> Bool {
    let isCertRep = pkiStatus != nil
    return switch self {
    case .capabilities: scene.operation == "GetCACaps"
    // A refusal, such as that of a POST, has no certificates.
    case .authorities: scene.operation == "GetCACert" && response.status == 200
    case .nextAuthority: scene.operation == "GetNextCACert"
    case .certRep: isCertRep
    case .success: pkiStatus == "0"
    case .failure: pkiStatus == "2"
    case .pending: pkiStatus == "3"
    case .answer(let type): isCertRep && scene.request?.text(.messageType) == type
    case .get: isCertRep && request.method == "GET"
    case .everything: true
    }
  }

  /// The suites, and single checks, that are about such replies.
  var checks: [String] {
    switch self {
    case .capabilities: ["capabilities/"]
    case .authorities: ["ca-certificates/"]
    case .nextAuthority: ["operations/next-ca-"]
    case .get: ["get-transport/"]
    case .certRep, .success, .failure, .pending, .answer: Self.ofCertReps
    case .everything: ["capabilities/", "ca-certificates/", "operations/next-ca-"] + Self.ofCertReps
    }
  }

  private static let ofCertReps = [
    "certrep/", "envelope/", "transport/", "enrolment/answered-by-certrep", "enrolment/granted",
    "enrolment/http-status-200", "enrolment/media-type", "enrolment/no-media-type-parameters", "enrolment/body-binary",
    "enrolment/same-key-again", "enrolment/repeatable",
  ]
}
