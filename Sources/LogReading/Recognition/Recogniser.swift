import ScepspecPatterns

/// Tells the format of an input by its beginning: all formats read it, and the one that makes most of it wins.
struct Recogniser {
  let formats: [CompiledFormat]
  var certificates: (any CertificateDecoder)?

  /// Of formats that need not assume anything, one that makes most of it; of those that make about as much of it, the one
  /// that sees most records, then one that knows a structure rather
  /// than lines, then the one that tells most fields apart; `nil` where none makes anything of it.
  func recognise(_ sample: SampleOfInput) -> Candidate? {
    let candidates = candidates(sample).filter {
      $0.share >= ($0.assumes ? Recogniser.leastAssumed : Recogniser.least)
    }
    let most = candidates.lazy.filter { $0.format.reader.kind == .lines }.map(\.fitting).max() ?? 1
    func rank(_ candidate: Candidate) -> [Int] {
      let isLines = candidate.format.reader.kind == .lines
      return [
        candidate.assumes ? 0 : 1, Int(candidate.share * 20 + 0.5),
        isLines ? Int(Double(candidate.fitting) / Double(most) * 20 + 0.5) : 20,
        isLines ? 0 : 1, candidate.format.detail,
      ]
    }
    var best: (candidate: Candidate, rank: [Int])?
    for candidate in candidates {
      let rank = rank(candidate)
      if best.map({ $0.rank.lexicographicallyPrecedes(rank) }) != false { best = (candidate, rank) }
    }
    guard let best = best?.candidate else { return nil }
    // Headings are assumed only against formats of the same family: much text has as many words in a line.
    return candidates.first {
      $0.assumes && !best.assumes && $0.format.format.family == best.format.format.family && $0.share >= best.share
        && $0.fitting >= best.fitting
    } ?? best
  }

  /// How each format fares; with a long sample that is found out on both cores.
  private func candidates(_ sample: SampleOfInput) -> [Candidate] {
    let certificates = certificates
    let work = OrderedWork<CompiledFormat, Candidate>(threads: sample.bytes.count < Self.long ? 0 : 2) {
      { Candidate($0, sample, certificates) }
    }
    defer { work.finish() }
    for format in formats { work.give(format) }
    return formats.compactMap { _ in work.take() }
  }

  /// Bytes of a sample from which threads are worth their while.
  private static let long = 1 << 15
  /// The share of its records that an input has to have of a format.
  private static let least = 0.1
  /// The same where headings are only assumed: much text has as many words in a line.
  private static let leastAssumed = 0.5
}
