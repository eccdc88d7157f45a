public import Model

/// Takes secrets out of a report, such as a challenge that a careless server repeats.
public struct Redaction {
  private let secrets: [[UInt8]]
  private static let mark: UInt8 = UInt8(ascii: "*")

  /// - Parameter secrets: texts that must not be readable in any report; empty ones are ignored.
  public init(_ secrets: [String]) {
    self.secrets = secrets.filter { !$0.isEmpty }.map { Array($0.utf8) }.sorted { $0.count > $1.count }
  }

  /// The report with every secret in what came from the target written as asterisks, in text and in octets.
  public func apply(to report: RunReport) -> RunReport {
    guard !secrets.isEmpty else { return report }
    var report = report
    report.results = report.results.map { result in
      var result = result
      result.reason = text(result.reason)
      result.expected = result.expected.map(text)
      result.actual = result.actual.map(text)
      for index in result.evidence.indices { result.evidence[index].bytes = result.evidence[index].bytes.map(octets) }
      return result
    }
    for index in report.certificatesIssued.indices {
      report.certificatesIssued[index].subject = text(report.certificatesIssued[index].subject)
    }
    for index in report.exchanges.indices { report.exchanges[index].summary = text(report.exchanges[index].summary) }
    return report
  }

  /// Text without the secrets, neither as they are nor in hexadecimal.
  public func text(_ text: String) -> String {
    var octets = Array(text.utf8)
    for secret in secrets {
      Redaction.cover(secret, in: &octets, wholeWords: secret.count < 4)
      let digits = secret.map(Hex.octet)
      for separator in [" ", "", ":"] {
        Redaction.cover(Array(digits.joined(separator: separator).utf8), in: &octets, wholeWords: secret.count < 4)
      }
    }
    return String(decoding: octets, as: UTF8.self)
  }

  private func octets(_ octets: [UInt8]) -> [UInt8] {
    var octets = octets
    for secret in secrets where secret.count >= 2 { Redaction.cover(secret, in: &octets, wholeWords: false) }
    return octets
  }

  /// - Parameter wholeWords: whether a match inside a longer word stays, so that a challenge of one letter does not
  ///   make a report unreadable.
  private static func cover(_ secret: [UInt8], in octets: inout [UInt8], wholeWords: Bool) {
    guard !secret.isEmpty, octets.count >= secret.count else { return }
    var start = 0
    while start + secret.count <= octets.count {
      let end = start + secret.count
      let bounded =
        !wholeWords
        || !(start > 0 && isWordOctet(octets[start - 1])) && !(end < octets.count && isWordOctet(octets[end]))
      if octets[start] == secret[0], bounded, octets[start..<end].elementsEqual(secret) {
        for index in start..<end { octets[index] = mark }
        start = end
      } else {
        start += 1
      }
    }
  }

  private static func isWordOctet(_ octet: UInt8) -> Bool {
    (0x30...0x39).contains(octet) || (0x41...0x5A).contains(octet) || (0x61...0x7A).contains(octet) || octet >= 0x80
  }
}
