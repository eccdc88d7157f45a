import COpenSSL
import COpenSSLShims

/// The bits of a KeyUsage in order (RFC 5280 section 4.2.1.3).
private let keyUsageNames = [
  "digitalSignature", "nonRepudiation", "keyEncipherment", "dataEncipherment", "keyAgreement", "keyCertSign",
  "cRLSign", "encipherOnly", "decipherOnly",
]

func readKeyUsage(_ certificate: OpaquePointer) -> Set<String>? {
  guard let raw = X509_get_ext_d2i(certificate, NID_key_usage, nil, nil) else { return nil }
  let bits = raw.assumingMemoryBound(to: ASN1_BIT_STRING.self)
  defer { ASN1_BIT_STRING_free(bits) }
  return Set(
    keyUsageNames.enumerated().filter { ASN1_BIT_STRING_get_bit(bits, Int32($0.offset)) == 1 }.map(\.element))
}

func readExtendedKeyUsage(_ certificate: OpaquePointer) -> [String] {
  guard let raw = X509_get_ext_d2i(certificate, NID_ext_key_usage, nil, nil) else { return [] }
  let stack = OpaquePointer(raw)
  defer { EXTENDED_KEY_USAGE_free(stack) }
  return (0..<max(0, OPENSSL_sk_num(stack))).map { dotted(OPENSSL_sk_value(stack, $0).map { OpaquePointer($0) }) }
}

func readSubjectAltNames(_ certificate: OpaquePointer) -> [String] {
  guard let raw = X509_get_ext_d2i(certificate, NID_subject_alt_name, nil, nil) else { return [] }
  let names = OpaquePointer(raw)
  defer { GENERAL_NAMES_free(names) }
  return (0..<max(0, shim_general_names_count(names))).map { index in
    let octets = written { bio in
      _ = GENERAL_NAME_print(bio, shim_general_name(names, index))
      return 1
    }
    return String(decoding: octets ?? [], as: UTF8.self)
  }
}
