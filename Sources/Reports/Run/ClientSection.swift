import ScepspecModel

/// Which families of clients can enrol with this server, and what decides where one cannot.
struct ClientSection {
  /// Those as which the run was made.
  var clients: [ClientFamily]

  func write(_ results: [CheckResult], on page: inout TextPage) {
    guard !clients.isEmpty else { return }
    page.line("Clients", .bold)
    let column = (clients.map(\.id.count).max() ?? 0) + 2
    for client in clients {
      let verdict = ClientVerdict.asked(client.id, in: results)
      let word = verdict?.verdict ?? .inconclusive
      page.line(
        indent: 2, .init(text: word.mark + " ", ink: word.ink), .init(text: TextPage.padded(client.id, column)),
        .init(text: words(verdict)), .init(text: "  " + client.title, ink: .dim))
      guard word != .pass else { continue }
      let deciding = (verdict?.checks ?? []).compactMap { id in results.first { $0.check.id == id } }
      for result in deciding.prefix(Self.shown) {
        page.paragraph(indent: 6, "\(result.check.id): \(result.check.title)")
      }
      if let seen = deciding.first.map({ $0.actual ?? $0.reason }) { page.entry(indent: 6, "seen", seen) }
      if deciding.count > Self.shown { page.line(indent: 6, "and \(deciding.count - Self.shown) more") }
    }
    page.blank()
  }

  private func words(_ verdict: ClientVerdict?) -> String {
    guard let verdict else { return "not tried" }
    return switch verdict.verdict {
    case .pass: "works"
    case .fail: "will break"
    case .notApplicable: "nothing to say"
    default: "not decided"
    }
  }

  /// The first is what the client meets first.
  private static let shown = 3
}

/// How the target reads what the text leaves open.
struct ChoiceSection {
  var choices: [ReadingChoice]

  func write(on page: inout TextPage) {
    guard !choices.isEmpty else { return }
    page.line("Where the text can be read in more than one way", .bold)
    for choice in choices {
      page.paragraph(indent: 2, "\(choice.ambiguity.question) Here: \(choice.readings.joined(separator: ", ")).")
    }
    page.blank()
  }
}

extension Specifications {
  /// Titles of suites, and of families of clients, by id.
  var titles: [String: String] {
    Dictionary(
      suites.map { ($0.id, $0.title) } + clients.map { ($0.id, $0.title) }, uniquingKeysWith: { first, _ in first })
  }
}
