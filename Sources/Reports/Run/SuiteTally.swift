import ScepspecModel

/// How one suite did.
struct SuiteTally {
  var id: String
  var title: String
  var counts: [Verdict: Int]

  /// The suites of the results, in the order in which they come.
  static func all(in results: [CheckResult], titles: [String: String]) -> [SuiteTally] {
    var tallies: [SuiteTally] = []
    for result in results {
      let id = result.check.suite
      let index =
        tallies.firstIndex { $0.id == id }
        ?? {
          tallies.append(SuiteTally(id: id, title: titles[id] ?? "", counts: [:]))
          return tallies.count - 1
        }()
      tallies[index].counts[result.verdict, default: 0] += 1
    }
    return tallies
  }

  /// `10 passed, 1 failed`.
  var words: String { SuiteTally.words(counts) }

  static func words(_ counts: [Verdict: Int]) -> String {
    let order: [Verdict] = [
      .pass, .fail, .unexpectedPass, .warning, .knownFailure, .inconclusive, .blocked, .notApplicable,
    ]
    return order.compactMap { verdict in counts[verdict].map { verdict.counted($0) } }.joined(separator: ", ")
  }

  var worst: Verdict {
    let gravest: [Verdict] = [.fail, .unexpectedPass, .warning, .inconclusive, .blocked, .knownFailure, .pass]
    return gravest.first { counts[$0] != nil } ?? .notApplicable
  }
}

extension Check {
  /// The part of the id before the last slash.
  var suite: String { Check.suite(of: id) }

  static func suite(of id: String) -> String {
    guard let slash = id.lastIndex(of: "/") else { return id }
    return String(id[..<slash])
  }

  /// The part of the id after the last slash.
  var name: String {
    guard let slash = id.lastIndex(of: "/") else { return id }
    return String(id[id.index(after: slash)...])
  }
}
