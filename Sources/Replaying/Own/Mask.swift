import ScepspecHTTPWire
import ScepspecModel
import ScepspecSCEPExchange

/// Takes secrets out of what is recorded: each of their octets becomes an asterisk, so that lengths stay.
struct Mask {
  private let secrets: SecretCover
  /// Shorter texts occur by chance.
  private static let shortest = 4

  init(_ secrets: [String]) {
    self.secrets = SecretCover(secrets.map { Array($0.utf8) }.filter { $0.count >= Self.shortest })
  }

  func isShown(in octets: [UInt8]) -> Bool { octets != self.octets(octets) }

  func octets(_ octets: [UInt8]) -> [UInt8] {
    var octets = octets
    secrets.cover(&octets, keepsWords: false)
    return octets
  }

  func text(_ text: String) -> String {
    let octets = Array(text.utf8)
    let masked = self.octets(octets)
    return masked == octets ? text : String(decoding: masked, as: UTF8.self)
  }

  func field(_ field: Field) -> Field {
    var encoding = field.encoding
    if let bytes = field.encoding?.bytes { encoding?.bytes = octets(bytes) }
    return Field(value(field.value), encoding)
  }

  func fields(_ fields: [String: Field]) -> [String: Field] { fields.mapValues(field) }

  private func value(_ value: Value) -> Value {
    switch value {
    case .text(let text): .text(self.text(text))
    case .bytes(let bytes): .bytes(octets(bytes))
    case .list(let items): .list(items.map(field))
    case .record(let fields): .record(self.fields(fields))
    case .bool, .integer, .time: value
    }
  }

  /// Whatever of it shows a secret is covered; a request that does is covered as a whole, since it may be spelled in
  /// base64.
  func exchange(_ recorded: RecordedExchange, plaintext: [UInt8]?) -> RecordedExchange {
    var recorded = recorded
    if recorded.showsChallenge || isShown(in: recorded.raw.request.bytes) {
      recorded.raw.request.bytes = covered(recorded.raw.request.bytes)
    }
    if let fields = recorded.asked?.fields { recorded.asked?.fields = self.fields(fields) }
    recorded.raw.received = octets(recorded.raw.received)
    recorded.raw.detail = text(recorded.raw.detail)
    if var response = recorded.raw.response {
      response.body = octets(response.body)
      response.reason = text(response.reason)
      response.headers = response.headers.map { HTTPHeader(text($0.name), text($0.value)) }
      recorded.raw.response = response
    }
    if plaintext.map(isShown) ?? false || recorded.leaksChallenge && plaintext != nil { recorded.contentKeys = [] }
    if let subject = recorded.issued?.subject { recorded.issued?.subject = text(subject) }
    return recorded
  }

  /// The request without its message: zero octets for the body, the letter A for the message in the query.
  private func covered(_ octets: [UInt8]) -> [UInt8] {
    var text = RequestText(octets)
    let headOctets = octets.count - text.body.count
    text.body = []
    var head = self.octets(Array(octets[..<headOctets]))
    let mark = Array("message=".utf8)
    if let place = head.indices.first(where: { head[$0...].starts(with: mark) }) {
      var index = place + mark.count
      while index < head.count, head[index] != 0x20, head[index] != UInt8(ascii: "&") {
        head[index] = UInt8(ascii: "A")
        index += 1
      }
    }
    return head + [UInt8](repeating: 0, count: octets.count - headOctets)
  }
}
