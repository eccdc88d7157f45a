import ScepspecModel

extension Conclusion {
  var mark: String {
    switch self {
    case .success: "✔"
    case .failure: "✘"
    case .waitingForUser: "!"
    case .inProgress, .stepProven: "…"
    case .insufficient, .unrelated: "?"
    }
  }

  var ink: TextPage.Ink {
    switch self {
    case .success: .green
    case .failure: .red
    case .waitingForUser, .inProgress: .yellow
    case .stepProven: .cyan
    case .insufficient, .unrelated: .yellow
    }
  }

  /// What it means, for somebody who reads the word for the first time.
  var words: String {
    switch self {
    case .success: "delivered"
    case .failure: "failed"
    case .waitingForUser: "somebody has to act on the device"
    case .inProgress: "not finished when the log ends"
    case .stepProven: "this step worked; the logs do not say how it ended"
    case .insufficient: "the logs do not tell"
    case .unrelated: "nothing in the logs is about this"
    }
  }
}

extension Machine.Role {
  var words: String { self == .delivery ? "follows a delivery" : "follows a part of the way" }
}

extension DecodedCode {
  /// `0x80091007 CRYPT_E_HASH_VALUE: The hash value is not correct`.
  var words: String {
    guard let text else { return "\(code): unknown code (\(table))" }
    guard let symbol else { return "\(code): \(text)" }
    return (symbol.lowercased() == code.lowercased() ? symbol : "\(code) \(symbol)") + ": \(text)"
  }
}

extension Provenance.Confidence {
  var words: String {
    switch self {
    case .seed, .documented: "documented"
    case .published: "seen in published logs"
    case .unofficial: "unofficial listing"
    case .known: "general knowledge"
    case .inferred: "our inference"
    }
  }
}

extension Provenance {
  var words: String? { source.isEmpty ? nil : "\(source) (\(confidence.words))" }
}

extension Origin {
  var words: String {
    switch self {
    case .line(let file, let line): "\(file):\(line)"
    case .exchange(let number): "exchange \(number)"
    }
  }

  var file: String? { if case .line(let file, _) = self { file } else { nil } }
  var line: Int? { if case .line(_, let line) = self { line } else { nil } }
}

extension LogSummary.Offset {
  /// `+01:00:00`.
  var words: String {
    let total = abs(seconds)
    let parts = [total / 3600, total / 60 % 60, total % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
    return (seconds < 0 ? "-" : "+") + parts.joined(separator: ":")
  }
}

extension Workflow? {
  /// `5 (delivery)`.
  func words(step: Int) -> String {
    guard let found = self?.steps.first(where: { $0.number == step }) else { return "\(step)" }
    return "\(step) (\(found.title))"
  }
}

extension JourneyReport {
  /// Since when it stands where it stands, and how long that was, where more is to come.
  var sinceWords: String? {
    guard let since else { return nil }
    let isSettled = conclusion == .success || conclusion == .failure
    guard !isSettled, let lasted, lasted > 0 else { return since.description }
    let words = "\(since), \(Duration.words(microseconds: lasted)) before the log ends"
    return isOverdue ? words + ": longer than it should take" : words
  }
}
