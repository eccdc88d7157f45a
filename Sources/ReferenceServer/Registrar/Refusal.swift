/// Why a request is turned down.
struct Refusal: Error, Hashable, Sendable {
  var failInfo: FailInfo
  /// What the client reads as failInfoText: a sentence without secrets.
  var text: String
  /// The fault's word, where a right request is turned down.
  var tolerance: Tolerance?

  init(_ failInfo: FailInfo, _ text: String) {
    self.failInfo = failInfo
    self.text = text
  }

  /// Turned down because of a fault.
  init(_ tolerance: Tolerance) {
    failInfo = .badRequest
    text = "The request is not supported."
    self.tolerance = tolerance
  }
}
