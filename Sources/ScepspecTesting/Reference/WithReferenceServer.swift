import ScepspecModel
import ScepspecReferenceServer
import ScepspecSpecLoading

/// Runs a SCEP server in this process as long as `body` does: to test a client.
///
/// ```swift
/// @Test("A client refuses a reply with a copied nonce") func copiedNonce() async throws {
///   try await withReferenceServer(fault: "sender-nonce-copied", layout: .ra) { server in
///     await #expect(throws: MyClient.BadNonce.self) { try await MyClient(server.url).enrol() }
///   }
/// }
/// ```
///
/// - Parameters:
///   - fault: The one way in which the server is wrong, as `scepspec list faults` shows them; `nil` for a right one.
///   - layout: What GetCACert shows.
///   - challenge: What authorises a first enrolment.
///   - pendingPolls: How many polls are answered PENDING before the certificate comes; `nil` grants at once, and a
///     negative number waits for ``SCEPReferenceServer/approve(transactionID:)``.
///   - body: What is done while the server is there.
/// - Throws: ``SCEPTestingError`` where there is no such fault or no server can be made; and what `body` throws.
public func withReferenceServer<Outcome>(
  fault: String? = nil, layout: SCEPReferenceServer.Layout = .single, challenge: SCEPReferenceServer.Challenge = .open,
  pendingPolls: Int? = nil, _ body: (SCEPReferenceServer) async throws -> Outcome
) async throws -> Outcome {
  let plan = ReferencePlan(fault: fault, layout: layout, challenge: challenge, pendingPolls: pendingPolls)
  let server = try await onThread { Result { try plan.start() } }.get()
  do {
    let outcome = try await body(server)
    await onThread { server.stop() }
    return outcome
  } catch {
    await onThread { server.stop() }
    throw error
  }
}

/// What makes a server.
private struct ReferencePlan: Sendable {
  var fault: String?
  var layout: SCEPReferenceServer.Layout
  var challenge: SCEPReferenceServer.Challenge
  var pendingPolls: Int?

  /// Making them is what takes long.
  private static let keys = KeyRing()

  func start() throws -> SCEPReferenceServer {
    let log = RequestLog()
    do {
      let server = try ReferenceServer(configuration(log), fault: try declaredFault())
      return SCEPReferenceServer(server: server, url: try server.start().absoluteString, log: log)
    } catch let error as SCEPTestingError {
      throw error
    } catch {
      throw SCEPTestingError("the reference server cannot start: \(error)")
    }
  }

  private func declaredFault() throws -> Fault? {
    guard let fault else { return nil }
    let faults = try Catalogue.specifications().faults
    if let declared = faults.first(where: { $0.id == fault }) { return declared }
    throw SCEPTestingError("there is no fault '\(fault)'\(Suggestion.hint(fault, among: faults.map(\.id)))")
  }

  private func configuration(_ log: RequestLog) -> ServerConfiguration {
    var configuration = ServerConfiguration()
    configuration.keys = Self.keys
    configuration.layout = ServerLayout(rawValue: layout.rawValue) ?? .single
    switch challenge {
    case .open: configuration.challenge = .open
    case .fixed(let text): configuration.challenge = .fixed(text)
    case .oneTime(let texts): configuration.challenge = .oneTime(texts)
    }
    if let pendingPolls {
      configuration.approval = pendingPolls < 0 ? .onCommand : .afterPolls(pendingPolls)
    }
    configuration.log = { log.add(SCEPReferenceServer.Request($0)) }
    return configuration
  }
}

extension SCEPReferenceServer.Request {
  fileprivate init(_ event: ServerEvent) {
    self.init(
      method: event.method, operation: event.operation, messageType: event.messageType,
      transactionID: event.transactionID, httpStatus: event.httpStatus, pkiStatus: event.pkiStatus,
      failInfo: event.failInfo, reason: event.reason)
  }
}
