import ScepspecCMS
import ScepspecModel

/// What an envelope held, and which of its certificates was asked for.
struct Payload {
  var degenerate: Degenerate?
  private let graph: IssuerGraph

  init(_ octets: [UInt8]) {
    degenerate = try? Degenerate.read(octets)
    graph = IssuerGraph(degenerate?.certificates ?? [])
  }

  /// The kind `payload`.
  func fields(_ context: MessageContext) -> [String: Field] {
    let leaves = graph.leaves
    var fields: [String: Field] = [
      "degenerate": .record(degenerate?.fields ?? Degenerate.unreadableFields),
      "certificates": graph.certificates.field(now: context.now),
      "crls": .list(
        (degenerate?.crls ?? []).map { .record($0.fields(authorities: context.authorities.all, now: context.now)) }),
      "leafCount": .integer(leaves.count),
    ]
    if leaves.count == 1, let leaf = leaves.first { fields["leaf"] = .record(leaf.fields(now: context.now)) }
    return fields
  }

  var certificates: [Certificate] { graph.certificates }

  /// The kind `issued` for the certificate at that place.
  ///
  /// - Parameter outer: the certificates of the message around the envelope, which anybody can read.
  func issuedFields(at position: Int, outer: [Certificate], _ context: MessageContext) -> [String: Field] {
    let certificate = graph.certificates[position]
    let issuer = context.authorities.issuer(of: certificate, or: graph.certificates)
    var fields: [String: Field] = [
      "certificate": .record(certificate.fields(now: context.now)), "position": .integer(position),
      "isLeaf": .bool(!graph.hasIssued[position]), "verifies": .bool(issuer != nil),
      "notBeforeSkew": .integer(certificate.notBefore - context.now),
      "isOuterPlaintext": .bool(outer.contains(certificate)),
    ]
    if let issuer {
      fields["issuer"] = .record(issuer.fields(now: context.now))
      fields["withinIssuer"] = .bool(certificate.notAfter <= issuer.notAfter)
    }
    return fields
  }

  /// The place of the first certificate with the key, or the serial number, asked for; a leaf before others.
  func issued(_ context: MessageContext) -> Int? {
    let fitting = graph.certificates.indices.filter { index in
      let certificate = graph.certificates[index]
      if let key = context.requestedPublicKey {
        return PublicKeyOctets.areEqual(certificate.publicKey.subjectPublicKeyInfo, key)
      }
      if let serial = context.requestedSerialNumber { return SerialNumber.areEqual(certificate.serialNumber, serial) }
      return false
    }
    return fitting.first { !graph.hasIssued[$0] } ?? fitting.first
  }
}
