import ScepspecCMS
import ScepspecSCEPMessages

/// The replies to GetCACert and GetNextCACert (RFC 8894 sections 4.2.1 and 4.7.1).
struct BundleReplies {
  var authority: Authority
  var strangers: Strangers?
  /// Seconds since 1970.
  var now: Int

  static let single = "application/x-x509-ca-cert"
  static let bundle = "application/x-x509-ca-ra-cert"
  static let next = "application/x-x509-next-ca-cert"

  /// One bare certificate where there is but one, else all of them in a degenerate SignedData.
  func caCertificates(_ form: BundleForm?) throws -> WebReply {
    var certificates = authority.certificates
    switch form {
    case .bundleAsSingle: certificates = Array(certificates.prefix(1))
    case .emptyBundle: certificates = []
    case .leafMissing: certificates.removeFirst()
    case .leafTwice: certificates += certificates.prefix(1)
    case .withStranger: certificates += strangers.map { [$0.ca.certificate] } ?? []
    case .rootMissing: certificates = certificates.filter { !$0.isSelfIssued }
    case .currentAgain, .nextInOuter, .unsigned, .signedByNext, nil: break
    case .singleAsBundle, .withContent, .withSigner, .indefinite, .bare: return try bundle(certificates, form)
    }
    if certificates.count == 1, let only = certificates.first, form != .rootMissing, form != .leafMissing {
      return WebReply(contentType: Self.single, body: only.der)
    }
    return try bundle(certificates, form)
  }

  private func bundle(_ certificates: [Certificate], _ form: BundleForm?) throws -> WebReply {
    let octets = try degenerate(certificates, form).encoded(indefinite: form == .indefinite)
    return WebReply(contentType: Self.bundle, body: octets)
  }

  /// A SignedData by the current CA around a degenerate one with the next certificates.
  func nextCertificates(_ form: BundleForm?) throws -> WebReply {
    let certificates = form == .currentAgain ? authority.certificates : authority.nextCertificates
    let inner = try degenerate(form == .emptyBundle ? [] : certificates, form).encoded()
    let identity = form == .signedByNext ? authority.next ?? authority.issuer : authority.issuer
    let signer = SignerRecipe(certificate: identity.certificate, key: identity.key)
    var outer = SignedDataRecipe(
      certificates: [identity.certificate], content: inner, signer: signer, signingTime: now)
    if form == .nextInOuter { outer = SignedDataRecipe(certificates: certificates, signer: signer, signingTime: now) }
    if form == .unsigned { outer = SignedDataRecipe(content: inner) }
    return WebReply(contentType: Self.next, body: try outer.encoded(indefinite: form == .indefinite))
  }

  private func degenerate(_ certificates: [Certificate], _ form: BundleForm?) -> SignedDataRecipe {
    var recipe = SignedDataRecipe(certificates: certificates, isBare: form == .bare)
    if form == .withContent { recipe.content = Array("content".utf8) }
    if form == .withSigner {
      recipe.signer = SignerRecipe(certificate: authority.issuer.certificate, key: authority.issuer.key)
    }
    return recipe
  }
}
