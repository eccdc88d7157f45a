/// Another spelling of the body (`bodyForm:`).
enum BodyForm: String, CaseIterable, Sendable {
  case binary, base64, pem
  case trailingNewline = "trailing-newline"
  case empty
  /// Another certificate: of an end entity, of a CA with an EC key.
  case otherCertificate = "other-certificate"
  case ecCA = "ec-ca"
  /// The outermost length in more octets than needed.
  case longLength = "long-length"
  /// The last octet has its lowest bit inverted: of a certificate, that of its signature.
  case brokenEnd = "broken-end"
  /// Without the ContentInfo around it.
  case bareSignedData = "bare-signed-data"
}

/// How the reply goes over the connection (`send:`).
enum SendForm: String, CaseIterable, Sendable {
  case whole
  /// Half of the body, then the end.
  case cut
  /// One octet at a time.
  case slow
  /// Nothing, and the connection stays open.
  case hang
  /// Nothing, and the connection ends.
  case close
  /// A body without end.
  case flood
  /// Octets that are no HTTP.
  case garbage
  /// A Content-Length beyond the body.
  case longLength = "long-length"
  /// A redirection.
  case redirect
}

/// How GetCACaps separates its lines (`lines:`).
enum LineForm: String, CaseIterable, Sendable {
  case lf, crlf, cr, spaces, commas, literal
}

/// Another shape of GetCACert's or GetNextCACert's body (`form:`).
enum BundleForm: String, CaseIterable, Sendable {
  case singleAsBundle = "single-as-bundle"
  case bundleAsSingle = "bundle-as-single"
  case emptyBundle = "empty-bundle"
  case leafMissing = "leaf-missing"
  case rootMissing = "root-missing"
  case withContent = "with-content"
  case withSigner = "with-signer"
  case nextInOuter = "next-in-outer"
  case unsigned
  case signedByNext = "signed-by-next"
  case currentAgain = "current-again"
  case indefinite
  /// Without the ContentInfo around it.
  case bare
  /// The first certificate comes once more at the end.
  case leafTwice = "leaf-twice"
  /// A CA that has nothing to do with this one comes at the end.
  case withStranger = "with-stranger"
}
