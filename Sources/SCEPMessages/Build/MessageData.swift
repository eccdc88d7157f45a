import ScepspecASN1
import ScepspecCMS

/// The messageData that is enciphered (RFC 8894 section 3.3).
public struct MessageData: Sendable, Hashable {
  let element: Element

  private init(_ element: Element) { self.element = .group([element], label: "payload") }

  /// The octets before any mutation.
  public var encoded: [UInt8] { element.encoded() }

  /// Any octets.
  public static func octets(_ octets: [UInt8]) -> MessageData { MessageData(.raw(octets)) }

  /// A PKCS#10 request in DER (PKCSReq and RenewalReq), with its signature as a part of its own.
  public static func certificationRequest(_ der: [UInt8]) -> MessageData {
    guard var elements = topLevel(of: der), elements.count == 3 else { return octets(der) }
    // A BIT STRING of whole octets; the octet that counts its unused bits is not part of the signature.
    guard let header = DefiniteHeader(elements[2][...]), elements[2].first == 0x03 else { return octets(der) }
    let bits = elements.removeLast().dropFirst(header.tagOctets + header.lengthOctets)
    let signature = Element(
      [0x03], .octets(Array(bits.dropFirst())), lead: Array(bits.prefix(1)), label: "payload.signature")
    return MessageData(.sequence(elements.map { .parsed($0) } + [signature]))
  }

  /// For CertPoll (RFC 8894 section 3.3.3).
  public static func issuerAndSubject(_ names: IssuerAndSubject) -> MessageData {
    MessageData(.sequence([.raw(names.issuerName), .raw(names.subjectName)]))
  }

  /// For GetCert and GetCRL (RFC 8894 sections 3.3.4 and 3.3.5).
  public static func issuerAndSerialNumber(_ both: IssuerAndSerialNumber) -> MessageData {
    MessageData(.sequence([.raw(both.issuerName), .integer(content: both.serialNumber)]))
  }

  /// What a CertRep SUCCESS holds: certificates or a CRL in a SignedData, usually without signer.
  public static func signedData(_ signedData: SignedDataRecipe) throws(BuildError) -> MessageData {
    MessageData(try signedData.element().withoutLabels())
  }

  /// The encodings of the elements of a DER SEQUENCE; `nil` where it is none.
  private static func topLevel(of der: [UInt8]) -> [[UInt8]]? {
    guard der.first == 0x30, let outer = DefiniteHeader(der[...]) else { return nil }
    var rest = der.dropFirst(outer.tagOctets + outer.lengthOctets)
    guard rest.count == outer.contentLength else { return nil }
    var elements: [[UInt8]] = []
    while !rest.isEmpty {
      guard let header = DefiniteHeader(rest) else { return nil }
      let length = header.tagOctets + header.lengthOctets + header.contentLength
      guard length <= rest.count else { return nil }
      elements.append(Array(rest.prefix(length)))
      rest = rest.dropFirst(length)
    }
    return elements
  }
}
