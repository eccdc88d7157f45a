import Foundation
import ScepspecModel
import ScepspecRunning

/// The run that the tests of a suite share: made when the first of them asks, one for all.
actor ServerSession {
  @TaskLocal static var current: ServerSession?

  nonisolated let server: SCEPServer
  private let wishes: Wishes
  private let interruption = Flag()
  private var run: Task<FinishedRun, Never>?

  init(server: SCEPServer, wishes: Wishes) {
    self.server = server
    self.wishes = wishes
  }

  /// What came of the run; the first call makes it. A test that is cancelled while it waits ends the run.
  func finished() async -> FinishedRun {
    let run = run ?? start()
    self.run = run
    return await withTaskCancellationHandler {
      await run.value
    } onCancel: {
      interruption.raise()
    }
  }

  /// Waits until nothing of a run goes on.
  func end() async {
    interruption.raise()
    _ = await run?.value
  }

  /// Why nothing was graded, where a run was made and that came of it.
  var stopped: String? {
    get async { await run?.value.stopped }
  }

  private func start() -> Task<FinishedRun, Never> {
    let (server, wishes, interruption) = (server, wishes, interruption)
    return Task.detached { await onThread { FinishedRun.make(server, wishes) { interruption.isRaised } } }
  }
}

/// Set once, by anybody.
final class Flag: @unchecked Sendable {  // `lock` guards the value
  private let lock = NSLock()
  private var value = false

  func raise() {
    lock.lock()
    defer { lock.unlock() }
    value = true
  }

  var isRaised: Bool {
    lock.lock()
    defer { lock.unlock() }
    return value
  }
}

/// Does what blocks on a thread of its own, so that other tests go on.
func onThread<Outcome: Sendable>(_ work: @escaping @Sendable () -> Outcome) async -> Outcome {
  await withCheckedContinuation { continuation in
    Thread.detachNewThread { continuation.resume(returning: work()) }
  }
}
