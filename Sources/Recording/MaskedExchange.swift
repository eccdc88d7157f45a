import Foundation
import ScepspecHTTPWire

/// What of an exchange may be written down: challenges that were sent in clear are masked, in binary, in base64 (with or
/// without the lines of PEM) and in the URL of a GET.
struct MaskedExchange {
  var target: String
  var headers: [HTTPHeader]
  var body: [UInt8]
  var replyHeaders: [HTTPHeader]
  var replyBody: [UInt8]
  /// Something was masked.
  var isMasked = false

  init(_ passed: PassedExchange) {
    (target, headers, body) = (passed.request.target, passed.request.headers, passed.request.body)
    replyHeaders = passed.raw.response?.headers ?? []
    replyBody = passed.raw.response?.body ?? []
    var secrets: [[UInt8]] = []
    if let found = ExposedChallenge.masked(body) {
      (body, secrets) = (found.octets, found.secrets)
    } else if let found = Self.maskedText(body) {
      (body, secrets) = (found.octets, found.secrets)
    }
    if let found = Self.maskedTarget(target) {
      target = found.target
      secrets += found.secrets
    }
    guard !secrets.isEmpty else { return }
    isMasked = true
    replyBody = ExposedChallenge.masked(replyBody, hiding: secrets)
    replyHeaders = replyHeaders.map { header in
      let value = ExposedChallenge.masked(Array(header.value.utf8), hiding: secrets)
      return HTTPHeader(header.name, String(decoding: value, as: UTF8.self))
    }
  }

  /// The body as base64 text; it is written again without line breaks.
  private static func maskedText(_ body: [UInt8]) -> (octets: [UInt8], secrets: [[UInt8]])? {
    guard body.count < 1 << 20, let text = String(validating: body, as: UTF8.self) else { return nil }
    let lines = text.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("-----") }
    guard let data = Data(base64Encoded: lines.joined()), let found = ExposedChallenge.masked(Array(data)) else {
      return nil
    }
    return (Array(Data(found.octets).base64EncodedString().utf8), found.secrets)
  }

  /// The `message` parameter of a GET.
  private static func maskedTarget(_ target: String) -> (target: String, secrets: [[UInt8]])? {
    guard let place = target.range(of: "message=") else { return nil }
    let value = target[place.upperBound...].prefix { $0 != "&" }
    let text = (value.removingPercentEncoding ?? String(value)).replacing(" ", with: "+").filter { !$0.isNewline }
    guard let data = Data(base64Encoded: text), let found = ExposedChallenge.masked(Array(data)) else { return nil }
    let coded = Data(found.octets).base64EncodedString().replacing("+", with: "%2B").replacing("/", with: "%2F")
      .replacing("=", with: "%3D")
    return (target[..<place.upperBound] + coded + target[value.endIndex...], found.secrets)
  }
}
