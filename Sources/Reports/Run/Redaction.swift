public import ScepspecModel

/// Takes secrets out of a report, such as a challenge that a careless server repeats.
public struct Redaction {
  private let spellings: [SecretSpelling]
  private static let mark: UInt8 = UInt8(ascii: "*")
  /// Octets of a secret that tell nothing yet.
  private static let shortestCut = 4

  /// - Parameter secrets: texts that must not be readable in any report; empty ones are ignored.
  public init(_ secrets: [String]) {
    let octets = secrets.filter { !$0.isEmpty }.map { Array($0.utf8) }.sorted { $0.count > $1.count }
    spellings = octets.flatMap(SecretSpelling.all)
  }

  /// The report with every secret in what came from the target written as asterisks, in text and in octets.
  public func apply(to report: RunReport) -> RunReport {
    guard !spellings.isEmpty else { return report }
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
    for spelling in spellings { Redaction.cover(spelling.whole, in: &octets, wholeWords: spelling.needsBounds) }
    let cuts = Redaction.cuts(in: octets)
    for spelling in spellings where !cuts.isEmpty {
      for end in cuts { Redaction.coverCut(spelling.pieces, endingAt: end, in: &octets) }
    }
    return String(decoding: octets, as: UTF8.self)
  }

  private func octets(_ octets: [UInt8]) -> [UInt8] {
    var octets = octets
    for spelling in spellings where spelling.whole.count >= 2 {
      Redaction.cover(spelling.whole, in: &octets, wholeWords: false)
    }
    for spelling in spellings { Redaction.coverCut(spelling.pieces, endingAt: octets.count, in: &octets) }
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
      for index in end - beginning.count..<end { octets[index] = mark }
      return
    }
  }

  /// - Parameter wholeWords: whether a match inside a longer word stays, so that a challenge of one letter does not
  ///   make a report unreadable.
  private static func cover(_ secret: [UInt8], in octets: inout [UInt8], wholeWords: Bool) {
    guard let first = secret.first, octets.count >= secret.count else { return }
    var start = 0
    while start + secret.count <= octets.count {
      let end = start + secret.count
      guard octets[start] == first, octets[start..<end].elementsEqual(secret),
        !wholeWords || isWord(start..<end, in: octets)
      else {
        start += 1
        continue
      }
      for index in start..<end { octets[index] = mark }
      start = end
    }
  }

  private static func isWord(_ range: Range<Int>, in octets: [UInt8]) -> Bool {
    !(range.lowerBound > 0 && isWordOctet(octets[range.lowerBound - 1]))
      && !(range.upperBound < octets.count && isWordOctet(octets[range.upperBound]))
  }

  private static func isWordOctet(_ octet: UInt8) -> Bool {
    (0x30...0x39).contains(octet) || (0x41...0x5A).contains(octet) || (0x61...0x7A).contains(octet) || octet >= 0x80
  }
}
