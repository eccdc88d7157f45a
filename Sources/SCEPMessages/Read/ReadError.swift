import ScepspecASN1

/// Why octets cannot be read as the structure asked for at all; oddities inside a readable structure are no errors.
public struct ReadError: Error, Hashable, Sendable, CustomStringConvertible {
  public var code: Code
  /// One clause without a full stop.
  public var reason: String
  /// Octets from the start of the input (0-based).
  public var offset: Int

  public init(_ code: Code, _ reason: String, at offset: Int = 0) {
    self.code = code
    self.reason = reason
    self.offset = offset
  }

  public var description: String { "\(reason) (at octet \(offset))" }

  public enum Code: String, CaseIterable, Hashable, Sendable {
    /// There are no octets.
    case empty
    /// The octets are no BER.
    case notBER
    /// BER, but another structure.
    case unexpectedStructure
  }

  init(_ error: ASN1Error) {
    self.init(error.code == .empty ? .empty : .notBER, error.reason, at: error.offset)
  }
}

extension BERNode {
  /// The first element of the octets, with `ReadError` where there is none.
  static func reading(_ bytes: [UInt8]) throws(ReadError) -> BERNode {
    do {
      return try BERNode.parse(bytes)
    } catch {
      throw ReadError(error)
    }
  }
}
