import ScepspecASN1
import ScepspecCMS

/// Which of the extensions that a request asks for go into the certificate (RFC 8894 section 2.1.2 leaves it to the
/// CA): subjectAltName always, usages of an end entity, never anything of a CA.
struct ExtensionPolicy {
  var copiesEverything: Bool
  /// A fault: every certificate is one of a CA.
  var makesCAs: Bool
  var skip: Set<Verification>

  private static let subjectAltName = "2.5.29.17"
  private static let keyUsage = "2.5.29.15"
  private static let extendedKeyUsage = "2.5.29.37"
  private static let basicConstraints = "2.5.29.19"
  private static let keyIdentifiers = ["2.5.29.14", "2.5.29.35"]
  private static let grantedUsages: Set<String> = [
    "digitalSignature", "nonRepudiation", "keyEncipherment", "dataEncipherment", "keyAgreement",
  ]
  /// The bits of KeyUsage in order (RFC 5280 section 4.2.1.3).
  private static let usageNames = [
    "digitalSignature", "nonRepudiation", "keyEncipherment", "dataEncipherment", "keyAgreement", "keyCertSign",
    "cRLSign",
  ]
  /// serverAuth, clientAuth, emailProtection, IPsec (end system, tunnel, user, IKE), smart card log-on.
  private static let grantedPurposes: Set<String> = [
    "1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2", "1.3.6.1.5.5.7.3.4", "1.3.6.1.5.5.7.3.5", "1.3.6.1.5.5.7.3.6",
    "1.3.6.1.5.5.7.3.7", "1.3.6.1.5.5.7.3.17", "1.3.6.1.4.1.311.20.2.2",
  ]

  /// The extensions of the certificate: in OpenSSL's notation, and those taken over as they stand.
  func extensions(for requested: [Extension]) -> (written: [String], copied: [Extension]) {
    let copied = requested.filter(copies)
    let has = Set(copied.map(\.oid))
    var written: [String] = []
    if !has.contains(Self.basicConstraints) {
      written.append("basicConstraints=critical,CA:\(makesCAs ? "TRUE" : "FALSE")")
    }
    if !has.contains(Self.keyUsage) {
      let usages = usages(requested) + (makesCAs ? ["keyCertSign", "cRLSign"] : [])
      written.append("keyUsage=critical,\(usages.joined(separator: ","))")
    }
    if !has.contains(Self.extendedKeyUsage) {
      written.append("extendedKeyUsage=\(purposes(requested).joined(separator: ","))")
    }
    if !has.contains(Self.keyIdentifiers[0]) { written.append("subjectKeyIdentifier=hash") }
    if !has.contains(Self.keyIdentifiers[1]) { written.append("authorityKeyIdentifier=keyid") }
    return (written, copied)
  }

  private func copies(_ requested: Extension) -> Bool {
    if copiesEverything || requested.oid == Self.subjectAltName { return true }
    if requested.oid == Self.basicConstraints { return skip.contains(.requestedCA) }
    return [Self.keyUsage, Self.extendedKeyUsage].contains(requested.oid) && skip.contains(.caUsage)
  }

  private func usages(_ requested: [Extension]) -> [String] {
    let bits = requested.first { $0.oid == Self.keyUsage }.flatMap { try? BERNode.parse($0.value).bitString?.octets }
    let asked = Self.usageNames.enumerated().filter { index, _ in
      guard let octets = bits, index / 8 < octets.count else { return false }
      return octets[index / 8] & 0x80 >> UInt8(index % 8) != 0
    }
    let granted = asked.map(\.element).filter(Self.grantedUsages.contains)
    return granted.isEmpty ? ["digitalSignature", "keyEncipherment"] : granted
  }

  private func purposes(_ requested: [Extension]) -> [String] {
    let list = requested.first { $0.oid == Self.extendedKeyUsage }.flatMap { try? BERNode.parse($0.value) }
    let granted = (list?.children ?? []).compactMap(\.objectIdentifier).filter(Self.grantedPurposes.contains)
    return granted.isEmpty ? ["clientAuth"] : granted
  }
}
