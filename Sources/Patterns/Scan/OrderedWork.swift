import Foundation

/// Gives work to threads and takes what came of it in the order in which it was given.
///
/// Without threads the work is done where it is given. One thread gives and takes; that it takes before it gives too
/// much keeps memory flat.
public final class OrderedWork<Job: Sendable, Outcome: Sendable>: @unchecked Sendable {  // `condition` guards the queue
  private let condition = NSCondition()
  private var waiting: [(number: Int, job: Job)] = []
  private var done: [Int: Outcome] = [:]
  private var given = 0
  private var taken = 0
  private var threads: Int
  private var isFinished = false
  /// What a thread does, made on it.
  private let makeBody: @Sendable () -> (Job) -> Outcome
  private var ownBody: ((Job) -> Outcome)?

  public init(threads: Int, makeBody: @escaping @Sendable () -> (Job) -> Outcome) {
    self.threads = threads
    self.makeBody = makeBody
    if threads == 0 { ownBody = makeBody() }
    for _ in 0..<threads {
      let thread = Thread { self.run() }
      thread.stackSize = 1 << 23
      thread.start()
    }
  }

  public func give(_ job: Job) {
    if let ownBody {
      done[given] = ownBody(job)
      given += 1
      return
    }
    condition.lock()
    waiting.append((given, job))
    given += 1
    // One job wakes one thread: who gives does not wait, so all that wait are threads without work.
    condition.signal()
    condition.unlock()
  }

  /// What came of the job that was given first of those not yet taken, once it is done; `nil` where there is none.
  public func take() -> Outcome? {
    condition.lock()
    defer { condition.unlock() }
    guard taken < given else { return nil }
    while true {
      if let outcome = done.removeValue(forKey: taken) {
        taken += 1
        return outcome
      }
      condition.wait()
    }
  }

  /// Lets the threads end, without the jobs that none has begun, and waits for them.
  public func finish() {
    condition.lock()
    isFinished = true
    waiting = []
    condition.broadcast()
    while threads > 0 { condition.wait() }
    condition.unlock()
  }

  private func run() {
    let body = makeBody()
    condition.lock()
    while !isFinished {
      guard !waiting.isEmpty else {
        condition.wait()
        continue
      }
      let (number, job) = waiting.removeFirst()
      condition.unlock()
      let outcome = body(job)
      condition.lock()
      done[number] = outcome
      // Only what is taken next is waited for.
      if number == taken { condition.broadcast() }
    }
    threads -= 1
    condition.broadcast()
    condition.unlock()
  }
}
