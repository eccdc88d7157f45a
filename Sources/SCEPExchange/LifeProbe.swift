import HTTPWire
import Model

/// Asks a server that an exchange could have hurt whether it still lives: GetCACaps, and GetCACert where that brings
/// no answer.
struct LifeProbe {
  let client: HTTPClient
  let writer: RequestWriter
  /// For all tries together.
  let seconds: Double

  private static let tries = 3
  /// What a gateway says when the server behind it is gone (RFC 9110 sections 15.6.3 to 15.6.5).
  private static let gatewayErrors = [502, 503, 504]

  /// The kind `liveness`; every exchange made is handed to `record`.
  func ask(_ record: (RawExchange) -> Void) -> [String: Field] {
    var seen = "no answer"
    for operation in [Operation.getCACaps, Operation.getCACert, Operation.getCACaps].prefix(Self.tries) {
      let exchange = client.exchange(request(operation), limits: HTTPLimits(total: seconds / 3, idle: seconds / 3))
      record(exchange)
      seen = "\(operation): \(exchange.detail)"
      if exchange.outcome == .answered, let status = exchange.response?.status, !Self.gatewayErrors.contains(status) {
        return ["alive": .bool(true), "detail": .text(seen)]
      }
      if exchange.outcome == .refused { break }
    }
    return ["alive": .bool(false), "detail": .text(seen)]
  }

  private func request(_ operation: String) -> RawRequest {
    writer.request(ExchangeRequest(operation: operation), message: nil)
  }
}
