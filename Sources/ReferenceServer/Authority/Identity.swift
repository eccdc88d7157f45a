import ScepspecCMS

/// A certificate with its private key.
struct Identity: Sendable {
  var certificate: Certificate
  var key: PrivateKey
}
