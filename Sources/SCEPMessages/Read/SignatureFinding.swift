import ScepspecASN1
public import ScepspecCMS

/// What came of verifying the first SignerInfo.
public struct SignatureFinding: Sendable {
  /// The signature holds under the signer's key, be it over the signed attributes or over the content.
  public var isValid: Bool
  /// It holds only over the attributes in the order of DER, not as they stand.
  public var needsSorting: Bool
  /// The certificate that the SignerInfo names; of several, one whose key made the signature.
  public var signer: Certificate?
  /// That certificate is in the message.
  public var isEmbedded: Bool
  /// That certificate is one of the candidates.
  public var isCandidate: Bool
  /// The messageDigest attribute is the digest of the content; `nil` where one of the two cannot be told.
  public var messageDigestMatches: Bool?
  /// Why the signature does not hold.
  public var problem: Problem?

  public enum Problem: String, Sendable, Hashable {
    case noSignerInfo = "there is no SignerInfo"
    case signerNotFound = "no certificate fits the signer's identifier"
    case noSignature = "the SignerInfo has no signature"
    case unknownDigest = "the digest algorithm is not known"
    case wrongSignature = "the signature does not fit the signer's key"
  }

  /// The signature covers the content: it holds, and so does the messageDigest where there are signed attributes.
  public var coversContent: Bool
}

extension SignedMessage {
  /// Verifies the first SignerInfo with the certificates of the message and these.
  public func verify(with candidates: [Certificate]) -> SignatureFinding {
    var finding = SignatureFinding(
      isValid: false, needsSorting: false, isEmbedded: false, isCandidate: false, coversContent: false)
    guard let signer else {
      finding.problem = .noSignerInfo
      return finding
    }
    finding.messageDigestMatches = messageDigestMatches(signer)
    let matches = certificates(meantBy: signer, among: candidates)
    guard let first = matches.first else {
      finding.problem = .signerNotFound
      return finding
    }
    finding.signer = first
    finding.problem =
      signer.signature == nil ? .noSignature : digests(of: signer).isEmpty ? .unknownDigest : .wrongSignature
    for certificate in matches {
      guard let needsSorting = holds(signer, under: certificate.publicKey) else { continue }
      finding.signer = certificate
      finding.isValid = true
      finding.needsSorting = needsSorting
      finding.problem = nil
      break
    }
    finding.isEmbedded = certificates.contains { $0.certificate == finding.signer }
    finding.isCandidate = candidates.contains { $0 == finding.signer }
    finding.coversContent = finding.isValid && (signer.signedAttributes == nil || finding.messageDigestMatches == true)
    return finding
  }

  /// At most eight, the message's own first, each once.
  private func certificates(meantBy signer: SignerInfo, among candidates: [Certificate]) -> [Certificate] {
    guard let identifier = signer.identifier else { return [] }
    var found: [Certificate] = []
    for certificate in readableCertificates + candidates where found.count < 8 {
      guard identifier.means(certificate), !found.contains(certificate) else { continue }
      found.append(certificate)
    }
    return found
  }

  /// Whether only the sorted attributes fit the signature; `nil` where nothing does.
  private func holds(_ signer: SignerInfo, under key: PublicKey) -> Bool? {
    guard let signature = signer.signature?.value else { return nil }
    let algorithm = signer.signatureAlgorithm?.oid
    func fits(_ input: [UInt8]) -> Bool {
      digests(of: signer).contains {
        key.verify(signature: signature, over: input, digest: $0, algorithmOID: algorithm)
      }
    }
    guard let inputs = signer.signedAttributes?.signatureInputs else {
      return fits(eContent?.digestedOctets ?? []) ? false : nil
    }
    if inputs.asTheyStand.contains(where: fits) { return false }
    return fits(inputs.sorted) ? true : nil
  }

  /// The digest that the SignerInfo announces, and the one in the name of the signature algorithm where it differs.
  private func digests(of signer: SignerInfo) -> [Digest] {
    let announced = [signer.digestAlgorithm?.oid, signer.signatureAlgorithm?.oid].compactMap { $0 }
    var digests: [Digest] = []
    for digest in announced.compactMap(Digest.init(oid:)) where !digests.contains(digest) { digests.append(digest) }
    return digests
  }

  private func messageDigestMatches(_ signer: SignerInfo) -> Bool? {
    guard let stated = messageDigest, let digest = digests(of: signer).first else { return nil }
    return digest.hash(eContent?.digestedOctets ?? []) == stated
  }
}
