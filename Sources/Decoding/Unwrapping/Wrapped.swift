import ScepspecModel

/// Octets found in an input, and how they were wrapped.
struct Wrapped {
  /// What was taken off, outermost first.
  var steps: [String]
  /// Octets from the start of the input to the first and behind the last octet of the encoded form.
  var range: Range<Int>
  var content: Content
  /// What URL and HTTP head say.
  var request = RequestHints()
  var oddities: [DecodedMessage.Oddity] = []
  /// Its label says so.
  var isPrivateKey = false

  enum Content {
    case octets([UInt8])
    /// Words of GetCACaps, one a line.
    case capabilities([String])
    /// There is no message in it.
    case nothing
  }

  /// What is known of the HTTP exchange around a message.
  struct RequestHints {
    var method: String?
    var operation: String?
    /// The `message` parameter where it is a text, such as the CA's identifier.
    var identifier: String?
    /// The status of a reply.
    var status: String?
    var contentType: String?
    /// Host and path, without the query.
    var address: String?
  }
}
