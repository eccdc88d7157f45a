import ScepspecHTTPWire
import ScepspecModel

/// Asks a server that an exchange could have hurt whether it still lives: GetCACaps, and GetCACert where that brings
/// no answer.
struct LifeProbe {
  let client: HTTPClient
  let writer: RequestWriter
  /// For all tries together.
  let seconds: Double

  /// What a gateway says when the server behind it is gone (RFC 9110 sections 15.6.3 to 15.6.5).
  private static let gatewayErrors = [502, 503, 504]

  /// The kind `liveness`; every exchange made is handed to `record`.
  func ask(_ record: (RawExchange) -> Void) -> [String: Field] {
    var exchanges: [RawExchange] = []
    for operation in Self.operations {
      let exchange = client.exchange(request(operation), limits: HTTPLimits(total: seconds / 3, idle: seconds / 3))
      record(exchange)
      exchanges.append(exchange)
      if exchange.outcome == .refused || Self.isAnswer(exchange) { break }
    }
    return Self.liveness(exchanges)
  }

  private static let operations = [Operation.getCACaps, Operation.getCACert, Operation.getCACaps]

  /// What the tries, in their order, show.
  static func liveness(_ exchanges: [RawExchange]) -> [String: Field] {
    let last = zip(operations, exchanges).reversed().first
    let seen = last.map { "\($0): \($1.detail)" } ?? "no answer"
    return ["alive": .bool(last.map { isAnswer($1) } ?? false), "detail": .text(seen)]
  }

  private static func isAnswer(_ exchange: RawExchange) -> Bool {
    guard exchange.outcome == .answered, let status = exchange.response?.status else { return false }
    return !gatewayErrors.contains(status)
  }

  private func request(_ operation: String) -> RawRequest {
    writer.request(ExchangeRequest(operation: operation), message: nil)
  }
}
