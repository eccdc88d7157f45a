import Foundation
import ScepspecDecoding
import ScepspecModel

/// Mistakes that real parsers of SCEP messages make.
enum Bug: String, CaseIterable {
  /// The nonces change places.
  case nonces
  /// failInfo is overlooked.
  case failInfo = "fail-info"
  /// Only the first of several recipients is read.
  case recipients
  /// Serial numbers lose their leading zero.
  case serial
  /// Indefinite lengths are refused.
  case indefinite
  /// What is cut is taken for whole.
  case cut
  /// Octets behind the message are refused.
  case trailing
  /// The digest is taken for the signature algorithm.
  case algorithm
  /// It dies of an empty input.
  case crash
  /// It never comes back from elements nested deep.
  case hang

  func fields(of octets: [UInt8]) -> [String: Field] {
    var fields = FlatMessage.read(octets)
    switch self {
    case .nonces: (fields["senderNonce"], fields["recipientNonce"]) = (fields["recipientNonce"], fields["senderNonce"])
    case .failInfo: fields["failInfo"] = nil
    case .recipients: fields["recipients"] = fields["recipients"].map(Self.first)
    case .serial: fields = fields.mapValues(Self.withoutZero)
    case .indefinite: if octets.prefix(2) == [0x30, 0x80] { return ["error": .text("encoding")] }
    case .cut: if fields["error"] == .text("truncated") { return ["kind": .text("pkiMessage")] }
    case .trailing: if fields["trailingOctets"] != nil { return ["error": .text("encoding")] }
    case .algorithm: fields["signatureAlgorithm"] = fields["digest"]
    case .crash: if octets.isEmpty { abort() }
    case .hang: if octets.count > 100, Set(octets) == [0x30, 0x80] { while true { sleep(1000) } }
    }
    return fields
  }

  private static func first(_ field: Field) -> Field {
    guard case .list(let items) = field.value else { return field }
    return .list(Array(items.prefix(1)))
  }

  private static func withoutZero(_ field: Field) -> Field {
    guard case .list(let items) = field.value else { return field }
    return .list(
      items.map { item in
        guard case .record(var fields) = item.value, case .bytes(let octets)? = fields["serialNumber"]?.value else {
          return item
        }
        fields["serialNumber"] = .bytes(Array(octets.drop { $0 == 0 }))
        return .record(fields)
      })
  }
}
