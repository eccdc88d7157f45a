import Foundation
import ScepspecHTTPWire
import ScepspecModel
import ScepspecRecording
import ScepspecReplaying
import ScepspecReports
import ScepspecTranscripts

/// Writes exchanges to a HAR file as they come, says what they were and what is wrong with them, and counts them.
final class RecordingLog: @unchecked Sendable {  // the proxy calls from one thread at a time; `lock` guards the counts
  private let file: String
  private let upstream: TargetURL
  private let words: MessageWords
  private let quiet: Bool
  private let onFailure: @Sendable () -> Void
  private let writer: HARWriter
  private let lock = NSLock()
  private var judge: PassiveJudge
  private var counts: [String: Int] = [:]
  /// Findings by check.
  private var findings: [String: Int] = [:]
  private var failure: String?

  /// - Parameter onFailure: Called when the file cannot be written any more.
  init(
    file: String, upstream: TargetURL, words: MessageWords, judge: PassiveJudge, quiet: Bool,
    onFailure: @escaping @Sendable () -> Void
  ) throws(Failure) {
    (self.file, self.upstream, self.words, self.quiet) = (file, upstream, words, quiet)
    self.judge = judge
    self.onFailure = onFailure
    do {
      writer = try HARWriter(path: file, creator: "scepspec", version: Tool.version)
    } catch {
      throw Failure(.usage, "\(error)")
    }
  }

  func take(_ passed: PassedExchange) {
    var text = words.line(passed)
    lock.withLock {
      guard failure == nil else { return }
      let entry = passed.entry(upstream: upstream)
      counts[words.title(passed), default: 0] += 1
      do {
        guard writer.octets < HARBounds.file - 3 * HARBounds.body else {
          throw HARError(file: file, "has \(writer.octets) octets, as many as are read again; record anew")
        }
        try writer.append(entry)
        for result in judge.add(entry) { text += told(result) }
      } catch {
        failure = "\(error)"
        onFailure()
      }
    }
    if !quiet { Console.err(text) }
  }

  /// The line of a finding when it is new; later ones are counted.
  private func told(_ result: CheckResult) -> String {
    findings[result.check.id, default: 0] += 1
    guard findings[result.check.id] == 1 else { return "" }
    let sign = result.verdict == .fail ? "✘" : "!"
    return "  \(sign) \(result.check.id)  \(result.check.title)\n"
  }

  /// Why the recording ended early.
  var problem: String? { lock.withLock { failure } }

  /// What was recorded, in some lines.
  var summary: String {
    lock.withLock {
      let total = counts.values.reduce(0, +)
      var text = "scepspec: \(total) exchanges recorded in \(Escaping.visible(file))\n"
      for (kind, count) in counts.sorted(by: { $0.key < $1.key }) { text += "  \(count)  \(kind)\n" }
      for (check, count) in findings.sorted(by: { $0.key < $1.key }) { text += "  \(count)  findings of \(check)\n" }
      if !findings.isEmpty { text += "  more: scepspec replay \(Escaping.visible(file))\n" }
      return text
    }
  }
}
