import ScepspecModel

/// Reads the two times of a record between which something holds, and judges. Belongs to one thread.
final class ValidityReader {
  private let from: String
  private let until: String
  private let patterns: [TimePattern]
  private let judging: JudgingTime

  /// `nil` for a format whose records hold for ever.
  init?(_ format: CompiledFormat, _ judging: JudgingTime) {
    guard let reading = format.format.validity else { return nil }
    (from, until) = (reading.from, reading.until)
    patterns = format.validity.map { TimePattern($0, isUTC: reading.isUTC) }
    self.judging = judging
  }

  /// Each way to write both times is one reading; where readings come to different verdicts, or a time is missing, none
  /// counts.
  func read(_ record: Record) -> Validity? {
    guard judging.hasTime else { return nil }
    var verdicts: Set<Validity> = []
    for pattern in patterns {
      guard let begin = time(record, from, pattern), let end = time(record, until, pattern),
        begin.microseconds <= end.microseconds, let verdict = judging.verdict(from: begin, until: end)
      else { continue }
      verdicts.insert(verdict)
    }
    return verdicts.count == 1 ? verdicts.first : .unclear
  }

  private func time(_ record: Record, _ field: String, _ pattern: TimePattern) -> WrittenTime? {
    record.with(field) { pattern.read($0) } ?? nil
  }
}
