import ScepspecModel

extension Wrapped.RequestHints {
  /// What a URL or an HTTP head without message is about.
  var title: String {
    if let status { return "An HTTP reply with status \(status), without a message that could be read" }
    guard let operation else { return "An HTTP request without an operation" }
    return operation + (identifier.map { " with the message '\($0)'" } ?? "") + ": a request without a body"
  }

  var facts: [DecodedMessage.Fact] {
    var facts: [DecodedMessage.Fact] = []
    if let status { facts.append(.init("HTTP status", status)) }
    if let method { facts.append(.init("HTTP method", method)) }
    if let address { facts.append(.init("server", address)) }
    if let operation { facts.append(.init("operation", operation)) }
    if let identifier { facts.append(.init("message", identifier)) }
    if let contentType { facts.append(.init("Content-Type", contentType)) }
    return facts
  }
}
