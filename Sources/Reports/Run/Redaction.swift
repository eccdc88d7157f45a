public import ScepspecModel

/// Takes secrets out of a report, such as a challenge that a careless server repeats.
public struct Redaction {
  private let secrets: SecretCover
  /// Octets of a secret that tell nothing yet.
  private static let shortestCut = 4

  /// - Parameter secrets: texts that must not be readable in any report; empty ones are ignored.
  public init(_ secrets: [String]) {
    self.secrets = SecretCover(secrets.map { Array($0.utf8) })
  }

  /// The report with every secret in what came from the target written as asterisks, in text and in octets.
  public func apply(to report: RunReport) -> RunReport {
    guard !secrets.isEmpty else { return report }
    var report = report
    report.stopped = report.stopped.map(text)
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
      report.certificatesIssued[index].serial = text(report.certificatesIssued[index].serial)
    }
    for index in report.exchanges.indices { report.exchanges[index].summary = text(report.exchanges[index].summary) }
    return report
  }

  /// Text without the secrets, neither as they are nor encoded in one of the usual ways.
  public func text(_ text: String) -> String {
    var octets = Array(text.utf8)
    secrets.cover(&octets, keepsWords: true)
    let cuts = Redaction.cuts(in: octets)
    for spelling in secrets.spellings where !cuts.isEmpty {
      for end in cuts { Redaction.coverCut(spelling.pieces, endingAt: end, in: &octets) }
    }
    return String(decoding: octets, as: UTF8.self)
  }

  private func octets(_ octets: [UInt8]) -> [UInt8] {
    var octets = octets
    secrets.cover(&octets, keepsWords: false)
    for spelling in secrets.spellings { Redaction.coverCut(spelling.pieces, endingAt: octets.count, in: &octets) }
    return octets
  }

  /// The places of the dots that stand for what was left out.
  private static func cuts(in octets: [UInt8]) -> [Int] {
    let dots = Array("…".utf8)
    return octets.indices.filter { octets[$0...].starts(with: dots) }
  }

  /// Covers the beginning of a secret that was cut off there; `pieces` are its octets as they are spelled.
  private static func coverCut(_ pieces: [[UInt8]], endingAt end: Int, in octets: inout [UInt8]) {
    for count in stride(from: pieces.count - 1, through: shortestCut, by: -1) {
      let beginning = Array(pieces.prefix(count).joined())
      guard octets[..<end].suffix(beginning.count).elementsEqual(beginning) else { continue }
      SecretCover.mark(end - beginning.count..<end, in: &octets)
      return
    }
  }
}
