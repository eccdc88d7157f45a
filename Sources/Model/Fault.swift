/// One way for the reference server to be wrong.
public struct Fault: Hashable, Sendable {
  public var id: String
  public var title: String
  /// Checks that must fail because of it.
  public var fails: [String]
  /// Server options that differ while the fault is on, in words of the vocabulary (`configure:`).
  public var configure: [String: Field]
  /// Changes to the replies.
  public var replies: [ReplyChange]
  /// How the server has to be run and tested for the fault to show, in words of the vocabulary (`run:`).
  public var run: [String: Field]
  /// What the target file of that run claims.
  public var claims: [String: Field]
  public var location: Location

  public init(
    id: String, title: String, fails: [String], configure: [String: Field], replies: [ReplyChange],
    run: [String: Field] = [:], claims: [String: Field] = [:], location: Location
  ) {
    self.id = id
    self.title = title
    self.fails = fails
    self.configure = configure
    self.replies = replies
    self.run = run
    self.claims = claims
    self.location = location
  }
}

/// A change to those replies of the reference server that fit `to`.
public struct ReplyChange: Hashable, Sendable {
  /// Conditions such as `operation: PKIOperation`, `status: SUCCESS`; all must hold.
  public var to: [String: Value]
  /// How to build the reply differently: `cipher`, `digest`, `senderNonce`, …
  public var build: [String: Field]
  public var mutate: [Mutation]
  /// How to send it differently: `status`, `contentType`, `headers`, `body`, `delay`, `close`, …
  public var http: [String: Field]

  public init(to: [String: Value], build: [String: Field], mutate: [Mutation], http: [String: Field]) {
    self.to = to
    self.build = build
    self.mutate = mutate
    self.http = http
  }
}
