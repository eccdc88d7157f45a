import Foundation
import ScepspecHTTPWire
import ScepspecSCEPMessages

extension PassedExchange {
  /// What was asked: operation, the message where it can be read, and the pkiStatus of what came back.
  public var kind: Kind {
    let query = request.target.split(separator: "?", maxSplits: 1).dropFirst().first ?? ""
    let pairs = query.split(separator: "&").map { $0.split(separator: "=", maxSplits: 1).map(String.init) }
    let values = Dictionary(
      pairs.map { ($0.first ?? "", $0.count > 1 ? $0[1] : "") }, uniquingKeysWith: { first, _ in first })
    let inURL = values["message"].flatMap { $0.removingPercentEncoding?.replacing(" ", with: "+") }
      .flatMap { Data(base64Encoded: $0.filter { !$0.isWhitespace }) }.map { Array($0) }
    let message = try? SignedMessage.read(request.body.isEmpty ? inURL ?? [] : request.body)
    let reply = raw.response.flatMap { try? SignedMessage.read($0.body) }
    return Kind(
      operation: values["operation"], messageType: message?.messageType, transactionID: message?.transactionID,
      pkiStatus: reply?.pkiStatus, failInfo: reply?.failInfo)
  }

  /// The words stand as they were sent: numbers in decimal.
  public struct Kind: Sendable, Hashable {
    public var operation: String?
    public var messageType: String?
    public var transactionID: String?
    public var pkiStatus: String?
    public var failInfo: String?

    /// An operation parameter is what every SCEP request has.
    public var isSCEP: Bool { operation != nil || messageType != nil }
  }
}
