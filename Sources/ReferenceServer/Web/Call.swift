/// What a client wants (RFC 8894 section 4).
enum Call: Hashable, Sendable {
  case capabilities
  case caCertificates
  case nextCA
  case pkiOperation([UInt8])

  /// The value of the operation parameter.
  var operation: String {
    switch self {
    case .capabilities: "GetCACaps"
    case .caCertificates: "GetCACert"
    case .nextCA: "GetNextCACert"
    case .pkiOperation: "PKIOperation"
    }
  }
}

/// A call together with how it came.
struct Routed: Hashable, Sendable {
  var call: Call
  var traits: Set<Tolerance>
}

/// A request that leads to no call.
struct Misrouted: Error, Hashable, Sendable {
  var status: Int
  /// One line for the client.
  var text: String
  /// The methods allowed, where that was the trouble.
  var allow: String?
  /// The word by which faults know a request without a proper operation: `unknown` or `missing`.
  var operation: String?
  /// Whether a body was expected and nothing came.
  var isEmptyBody = false

  init(_ status: Int, _ text: String, allow: String? = nil, operation: String? = nil) {
    self.status = status
    self.text = text
    self.allow = allow
    self.operation = operation
  }
}
