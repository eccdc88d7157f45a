import Foundation
import ScepspecModel
import ScepspecReferenceServer
import ScepspecSCEPExchange

/// Ways to run a server that RFC 8894 leaves to whoever runs it: no check may hold them against it.
enum Policy: String, CaseIterable, Sendable {
  /// A key that has a certificate gets no other one.
  case keysOnce
  /// Each challenge buys one certificate, and the run has a new one each time.
  case challengesOnce
  /// Each challenge buys one certificate, and the run has one.
  case oneChallenge
  /// Requests wait until they are polled a second time.
  case polled
  /// Requests wait for somebody who never comes.
  case neverApproved
  /// Without the right challenge there is nothing.
  case unauthorised

  func run() throws -> Bench.Outcome {
    switch self {
    case .keysOnce: return try Bench.run(Bench.configuration(), fault: Self.refusing("sameKey"))
    case .challengesOnce:
      let pool = OneTimeChallenges()
      return try Bench.run(Bench.configuration { $0.challenge = .oneTime(pool.all) }, challenge: pool.source)
    case .oneChallenge: return try Bench.run(Bench.configuration { $0.challenge = .oneTime([Bench.challenge]) })
    case .polled: return try Bench.run(Bench.configuration { $0.approval = .afterPolls(1) })
    case .neverApproved: return try Bench.run(Bench.configuration { $0.approval = .onCommand })
    case .unauthorised: return try Bench.run(Bench.configuration(), challenge: .none)
    }
  }

  /// The checks that cannot be decided, but for those that wait for them.
  var undecided: [String] {
    switch self {
    case .keysOnce, .challengesOnce, .polled: []
    case .oneChallenge: ["enrolment/repeatable"]
    case .neverApproved: ["envelope/present", "polling/poll-gives-the-certificate"]
    case .unauthorised: ["enrolment/granted"]
    }
  }

  private static func refusing(_ word: String) -> Fault {
    ServerFaultTests.fault(configure: ["refuse": .list([.text(word)])])
  }
}

/// Challenges that are good once, and a command that gives out one after the other.
final class OneTimeChallenges {
  let all = (0..<400).map { "Once-\($0)-\(UUID().uuidString)" }
  private let folder: URL

  init() {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("challenges-\(UUID().uuidString)")
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try? all.joined(separator: "\n").write(to: folder.appendingPathComponent("pool"), atomically: true, encoding: .utf8)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  var source: ChallengeSource {
    .command("cd '\(folder.path)' && head -n 1 pool && sed 1d pool > rest && mv rest pool")
  }
}
