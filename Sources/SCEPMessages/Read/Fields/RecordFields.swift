public import ScepspecCMS
public import ScepspecModel

// The records of the vocabulary: what several kinds share.

extension Certificate {
  /// The record `certificate`; `now` in seconds since 1970-01-01T00:00:00Z.
  public func fields(now: Int) -> [String: Field] {
    var fields: [String: Field] = [
      "subject": .text(subject), "issuer": .text(issuer), "subjectName": .bytes(subjectName),
      "issuerName": .bytes(issuerName), "serialNumber": .bytes(serialNumber),
      "serialNegative": .bool(SerialNumber.isNotPositive(serialNumber)), "version": .integer(version),
      "notBefore": Field(.time(notBefore)), "notAfter": Field(.time(notAfter)),
      "inValidity": .bool(notBefore <= now && now <= notAfter), "expired": .bool(notAfter < now),
      "publicKey": .bytes(publicKey.subjectPublicKeyInfo), "keyType": .text(publicKey.kind.rawValue),
      "keyBits": .integer(publicKey.bits), "signatureAlgorithm": .text(signatureAlgorithmOID),
      "isCA": .bool(isCA), "isSelfIssued": .bool(isSelfIssued), "keyUsagePresent": .bool(keyUsage != nil),
      "extendedKeyUsage": Field(.texts(extendedKeyUsage)), "subjectAltNames": Field(.texts(subjectAltNames)),
      "extensions": Field(.texts(extensions.map(\.oid))),
      "sha256": .bytes(Digest.sha256.hash(der)), "der": .bytes(der), "isDER": .bool(isDER),
    ]
    if let keyUsage { fields["keyUsage"] = Field(.texts(keyUsage.sorted())) }
    return fields
  }
}

extension [Certificate] {
  func field(now: Int) -> Field { .list(map { .record($0.fields(now: now)) }) }
}

extension AlgorithmIdentifier {
  /// The record `algorithm`.
  var field: Field { Field(.record(["oid": .text(oid), "parameters": .text(parameters.word)]), encoding) }
}

extension MessageAttribute {
  /// The record `attribute`.
  var field: Field {
    var fields: [String: Field] = ["oid": .text(type), "valueCount": .integer(values.count)]
    if let first = values.first { fields["value"] = Field(.bytes(first.octets), first.encoding) }
    return .record(fields)
  }
}

extension RevocationList {
  /// The record `crl`; the signature is tried with those certificates that bear the issuer's name. `now` in seconds since
  /// 1970-01-01T00:00:00Z.
  func fields(authorities: [Certificate], now: Int) -> [String: Field] {
    let named = authorities.filter { DistinguishedName.areEqual($0.subjectName, issuerName) }.prefix(8)
    var fields: [String: Field] = [
      "issuer": .text(issuer), "issuerName": .bytes(issuerName), "thisUpdate": Field(.time(thisUpdate)),
      "signatureValid": .bool(named.contains { isSigned(by: $0) }),
    ]
    if let nextUpdate {
      fields["nextUpdate"] = Field(.time(nextUpdate))
      fields["overdue"] = .bool(nextUpdate < now)
    }
    return fields
  }
}

extension Degenerate {
  /// The record `degenerate`.
  public var fields: [String: Field] {
    var fields: [String: Field] = [
      "isContentInfo": .bool(isContentInfo), "isSignedData": .bool(form == .signedData),
      "trailingOctets": .integer(trailingOctets), "isDER": .bool(firstDeviationFromDER == nil),
    ]
    fields["contentType"] = contentType.map { Field(.text($0.value), $0.encoding) }
    guard let message else { return fields }
    fields["eContentType"] = message.eContentType.map { Field(.text($0.value), $0.encoding) }
    fields["eContent"] = Field(.text(message.contentWord), message.eContent?.encoding)
    fields["signerInfoCount"] = .integer(message.signers.count)
    fields["digestAlgorithmCount"] = .integer(message.digestAlgorithmCount)
    fields["certificateCount"] = .integer(message.certificates.count)
    fields["crlCount"] = .integer(message.crls.count)
    return fields
  }

  /// The record for octets that are no BER.
  static let unreadableFields: [String: Field] = ["isContentInfo": .bool(false), "isSignedData": .bool(false)]
}
