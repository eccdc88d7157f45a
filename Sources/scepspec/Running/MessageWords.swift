import ScepspecModel
import ScepspecRecording
import ScepspecReports

/// Exchanges in the words of the vocabulary, for lines of a log.
struct MessageWords {
  private let names: [String: [String: Value]]

  init(_ vocabulary: Vocabulary) { names = vocabulary.names }

  /// Such as `PKIOperation PKCSReq`.
  func title(_ passed: PassedExchange) -> String {
    let kind = passed.kind
    guard kind.isSCEP else { return "no SCEP request" }
    let words = [kind.operation ?? "no operation", kind.messageType.map { word($0, in: "messageType") }]
    return Escaping.visible(words.compactMap { $0 }.joined(separator: " "), limit: 100)
  }

  /// One line, with its end.
  func line(_ passed: PassedExchange) -> String {
    let kind = passed.kind
    var words = ["\(passed.number)", passed.request.method, title(passed), "->"]
    if let status = passed.ownStatus {
      words.append("no answer, the client gets \(status) (\(passed.raw.detail))")
    } else {
      words.append(passed.raw.response.map { "HTTP \($0.status)" } ?? "no HTTP")
      words += [kind.pkiStatus.map { word($0, in: "pkiStatus") }, kind.failInfo.map { word($0, in: "failInfo") }]
        .compactMap { $0 }
      if passed.raw.outcome != .answered { words.append("(\(passed.raw.detail))") }
    }
    words.append("\(passed.raw.duration) ms")
    return Escaping.visible(words.joined(separator: " "), limit: 300) + "\n"
  }

  private func word(_ value: String, in set: String) -> String {
    names[set]?.first { $0.value == .text(value) }?.key ?? value
  }
}
