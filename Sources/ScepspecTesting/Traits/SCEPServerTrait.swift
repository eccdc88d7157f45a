public import Testing

/// Says which server the checks of a suite, or of one test, are about. One run serves them all.
public struct SCEPServerTrait: SuiteTrait, TestTrait, TestScoping {
  /// Runs the tests it is given while the server is there.
  typealias Provider = @Sendable (_ tests: @Sendable (SCEPServer) async throws -> Void) async throws -> Void

  let provide: Provider
  let location: SourceLocation

  /// Once for a suite or a test, not for each of its cases.
  public func scopeProvider(for test: Test, testCase: Test.Case?) -> Self? { testCase == nil ? self : nil }

  public func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    let wishes = Wishes(test.traits)
    try await provide { server in
      let session = ServerSession(server: server, wishes: wishes)
      do {
        try await ServerSession.$current.withValue(session) { try await function() }
      } catch {
        await session.end()
        throw error
      }
      await session.end()
      // What kept the whole run from being graded is told once, not by each check.
      if let reason = await session.stopped { Issue.record(Comment(rawValue: reason), sourceLocation: location) }
    }
  }
}

extension Trait where Self == SCEPServerTrait {
  /// The checks are about the server at a URL.
  ///
  /// - Parameters:
  ///   - url: Such as `http://127.0.0.1:8080/scep`. Test only servers that are yours to test.
  ///   - challenge: The challenge password for all enrolments.
  ///   - caIdentifier: The CA identifier that GetCACaps and GetCACert carry.
  ///   - timeout: Longest time for one exchange, in seconds.
  ///   - safe: Send only what makes the server issue nothing.
  ///   - clients: Families of clients as which the run enrols, such as `apple`.
  public static func scepServer(
    _ url: String, challenge: String? = nil, caIdentifier: String? = nil, timeout: Double = 10, safe: Bool = false,
    clients: [String] = [], sourceLocation: SourceLocation = #_sourceLocation
  ) -> Self {
    var server = SCEPServer(
      url, challenge: challenge.map(SCEPServer.Challenge.fixed) ?? .none, caIdentifier: caIdentifier)
    server.timeout = timeout
    server.isSafe = safe
    server.clients = clients
    return scepServer(server, sourceLocation: sourceLocation)
  }

  /// The checks are about this server.
  public static func scepServer(_ server: SCEPServer, sourceLocation: SourceLocation = #_sourceLocation) -> Self {
    Self(provide: { tests in try await tests(server) }, location: sourceLocation)
  }

  /// The checks are about a server that runs as long as the tests do.
  ///
  /// ```swift
  /// @Suite(.scepServer { tests in
  ///   try await withMyServer { port in try await tests(SCEPServer("http://127.0.0.1:\(port)/scep")) }
  /// })
  /// ```
  ///
  /// - Parameter provide: Starts the server, calls `tests` once, and stops the server.
  public static func scepServer(
    sourceLocation: SourceLocation = #_sourceLocation,
    _ provide: @escaping @Sendable (_ tests: @Sendable (SCEPServer) async throws -> Void) async throws -> Void
  ) -> Self {
    Self(provide: provide, location: sourceLocation)
  }

  /// The checks are about the reference server, started in this process: to see what a fault looks like.
  ///
  /// - Parameter fault: Its id, as `scepspec list faults` shows it; `nil` for a server without fault.
  public static func referenceServer(
    fault: String? = nil, layout: SCEPReferenceServer.Layout = .single, pendingPolls: Int? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) -> Self {
    let challenge = SCEPReferenceServer.newChallenge()
    return scepServer(sourceLocation: sourceLocation) { tests in
      try await withReferenceServer(
        fault: fault, layout: layout, challenge: .fixed(challenge), pendingPolls: pendingPolls
      ) { server in
        try await tests(SCEPServer(server.url, challenge: .fixed(challenge)))
      }
    }
  }
}
