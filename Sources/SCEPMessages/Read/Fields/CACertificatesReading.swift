import ScepspecCMS
public import ScepspecModel

/// The body of a GetCACert reply, read as certificates whatever its media type says (RFC 8894 section 4.2.1).
public struct CACertificatesReading: Sendable {
  public let form: Form
  /// Why it could not be read; `nil` where it could.
  public let detail: String?
  /// The body is PEM or base64 text.
  public let isText: Bool
  /// The SignedData (form `bundle`).
  public let degenerate: Degenerate?
  /// Octets after the structure.
  public let trailingOctets: Int
  /// The certificates, sorted by what they are for.
  public let authorities: AuthorityCertificates
  private let now: Int

  public enum Form: String, Sendable, Hashable {
    /// One bare certificate.
    case single
    /// A degenerate SignedData.
    case bundle
    case unreadable
  }

  /// `now` in seconds since 1970-01-01T00:00:00Z.
  public init(body: [UInt8], now: Int) {
    var finding = Finding(body)
    if finding.form == .unreadable, let blocks = BodyText.decoded(body) {
      let texts = Finding(blocks: blocks)
      if !texts.certificates.isEmpty || texts.form != .unreadable { finding = texts }
    }
    form = finding.form
    detail = finding.detail
    isText = finding.isText
    degenerate = finding.degenerate
    trailingOctets = finding.trailingOctets
    authorities = AuthorityCertificates(finding.certificates, now: now)
    self.now = now
  }

  /// The kind `caCertificates`.
  public var fields: [String: Field] {
    var fields: [String: Field] = [
      "form": .text(form.rawValue), "certificates": authorities.all.field(now: now), "isText": .bool(isText),
      "verifiers": authorities.verifiers.field(now: now), "issuers": authorities.issuers.field(now: now),
      "leaves": authorities.leaves.field(now: now), "hasRA": .bool(authorities.hasRA),
      "chainUnbroken": .bool(authorities.chainUnbroken), "rootIncluded": .bool(authorities.rootIncluded),
      "hasIntermediate": .bool(authorities.hasIntermediate),
      "selfSignaturesHold": .bool(authorities.selfSignaturesHold), "hierarchies": .integer(authorities.hierarchies),
    ]
    fields["detail"] = detail.map { .text($0) }
    fields["degenerate"] = degenerate.map { .record($0.fields) }
    if form != .unreadable { fields["trailingOctets"] = .integer(trailingOctets) }
    fields["recipient"] = authorities.recipient.map { .record($0.fields(now: now)) }
    return fields
  }
}

extension CACertificatesReading {
  private struct Finding {
    var form = Form.unreadable
    var detail: String?
    var isText = false
    var degenerate: Degenerate?
    var trailingOctets = 0
    var certificates: [Certificate] = []

    init(_ octets: [UInt8]) {
      do {
        let found = try Degenerate.read(octets)
        certificates = found.certificates
        trailingOctets = found.trailingOctets
        switch found.form {
        case .certificate: form = .single
        case .signedData:
          form = .bundle
          degenerate = found
        case .revocationList: detail = "the body is a CRL"
        case .other where octets.count > Certificate.mostOctets:
          detail = "the body is no SignedData, and larger than a certificate may be (\(Certificate.mostOctets) octets)"
        case .other: detail = "the body is neither a certificate nor a SignedData"
        }
      } catch {
        detail = error.description
      }
    }

    /// The octets of the blocks of a text. Several certificates one after the other are read, but are no form that
    /// RFC 8894 knows.
    init(blocks: [[UInt8]]) {
      self.init(blocks.first ?? [])
      isText = true
      guard blocks.count > 1 else { return }
      form = .unreadable
      detail = "the body is a text of \(blocks.count) PEM blocks"
      degenerate = nil
      var reader = CertificateReader()
      certificates = blocks.compactMap { reader.read($0) }
    }
  }
}
