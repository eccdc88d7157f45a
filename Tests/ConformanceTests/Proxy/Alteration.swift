import ScepspecHTTPWire
import ScepspecReferenceServer
import Testing

/// One way for what a right server sends to arrive wrong, or differently without being wrong, with what has to be said
/// about it.
struct Alteration: Sendable, CustomTestStringConvertible {
  /// The replies that are altered.
  enum Place: Sendable {
    case capabilities, authorities, nextAuthority
    /// Every CertRep, or those of one pkiStatus.
    case certRep, success, failure, pending
    /// The CertReps to requests of one messageType.
    case answer(to: String)
    /// The CertReps to messages that travel by GET.
    case get
    case everything
  }

  /// A sentence.
  var title: String
  var place: Place
  /// The ids of the checks that must turn red: all those that do, among those that were run.
  var red: Set<String>
  /// Rows of the requirements, or of the list of bugs, that the red checks have to cite.
  var cites: [String]
  /// Checks that are run besides those about the altered replies.
  var also: Set<String> = []
  var layout = ServerLayout.single
  var approval = ServerConfiguration.Approval.automatic
  var change: @Sendable (inout WireReply, Scene) throws -> Void

  var testDescription: String { title }

  init(
    _ title: String, _ place: Place = .certRep, red: Set<String> = [], cites: [String] = [], also: Set<String> = [],
    layout: ServerLayout = .single, approval: ServerConfiguration.Approval = .automatic,
    change: @escaping @Sendable (inout WireReply, Scene) throws -> Void
  ) {
    (self.title, self.place, self.red, self.cites, self.also) = (title, place, red, cites, also)
    (self.layout, self.approval, self.change) = (layout, approval, change)
  }

  /// Changes the octets of the body.
  static func body(
    _ title: String, _ place: Place = .certRep, red: Set<String> = [], cites: [String] = [], also: Set<String> = [],
    layout: ServerLayout = .single, change: @escaping @Sendable (inout [UInt8], Scene) throws -> Void
  ) -> Alteration {
    Alteration(title, place, red: red, cites: cites, also: also, layout: layout) { try change(&$0.body, $1) }
  }

  /// Changes the message without signing it anew.
  static func message(
    _ title: String, _ place: Place = .certRep, red: Set<String> = [], cites: [String] = [], also: Set<String> = [],
    approval: ServerConfiguration.Approval = .automatic,
    change: @escaping @Sendable (inout SignedReply, Scene) throws -> Void
  ) -> Alteration {
    Alteration(title, place, red: red, cites: cites, also: also, approval: approval) { reply, scene in
      var message = try SignedReply(reply.body)
      try change(&message, scene)
      reply.body = message.octets
    }
  }

  /// Changes the message and signs it anew with the CA's key.
  static func signed(
    _ title: String, _ place: Place = .certRep, red: Set<String> = [], cites: [String] = [], also: Set<String> = [],
    approval: ServerConfiguration.Approval = .automatic,
    change: @escaping @Sendable (inout SignedReply, Scene) throws -> Void
  ) -> Alteration {
    message(title, place, red: red, cites: cites, also: also, approval: approval) { message, scene in
      try change(&message, scene)
      try message.sign(scene.workshop.caKey)
    }
  }

  /// Opens the envelope of a SUCCESS, changes it, and signs the message anew.
  static func envelope(
    _ title: String, _ place: Place = .success, red: Set<String> = [], cites: [String] = [], also: Set<String> = [],
    change: @escaping @Sendable (inout OpenedEnvelope, Scene) throws -> Void
  ) -> Alteration {
    signed(title, place, red: red, cites: cites, also: also) { message, scene in
      var envelope = try OpenedEnvelope(try #require(message.content), keys: scene.workshop.openers)
      try change(&envelope, scene)
      message.content = envelope.root.encoded
    }
  }
}

/// What an alteration knows besides the reply: the request, and what came before.
struct Scene: Sendable {
  var workshop: Workshop
  var operation: String
  /// The signed attributes of the request, where it carried a message that can be read.
  var request: SignedReply?
  /// The body of the first SUCCESS that passed.
  var firstSuccess: [UInt8]?
  /// How many replies were altered before this one.
  var count: Int
}
