import ScepspecHTTPWire
import ScepspecSCEPMessages

/// One exchange of octets with what is known of it besides.
struct Evidence {
  var raw: RawExchange
  /// Octets that came, where `raw` does not hold them all as they came.
  var receivedOctets: Int?
  /// Opens the reply's envelope; `nil` where there was no message.
  var key: EnvelopeKey?
  var secrets = Secrets.texts([])

  enum Secrets {
    case texts([String])
    /// Whether the reply showed one, where only that is known.
    case shown(Bool)
  }
}
