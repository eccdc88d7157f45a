import Foundation

/// A descriptor that becomes readable when the server stops and stays so: every `poll` that watches it wakes.
final class StopSignal: Sendable {
  let descriptor: Int32
  private let writer: Int32

  init() {
    var ends: [Int32] = [-1, -1]
    pipe(&ends)
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    descriptor = ends[0]
    writer = ends[1]
    _ = fcntl(writer, F_SETFL, O_NONBLOCK)
  }

  deinit {
    close(descriptor)
    close(writer)
  }

  func raise() { _ = write(writer, [1], 1) }

  var isRaised: Bool { wait(until: Deadline(nanoseconds: 0)) }

  /// True when it was raised before the deadline.
  func wait(until deadline: Deadline) -> Bool { poll([(descriptor, POLLIN)], until: deadline) != nil }
}

/// Counts the threads at work, and lets no more in than it may.
final class Turnstile: @unchecked Sendable {  // `condition` guards the counts
  private let condition = NSCondition()
  private let most: Int
  private var inside = 0
  private var isClosed = false

  init(most: Int) { self.most = most }

  /// Waits for room; false once it is closed.
  func enter() -> Bool {
    condition.lock()
    defer { condition.unlock() }
    while inside >= most, !isClosed { condition.wait() }
    if isClosed { return false }
    inside += 1
    return true
  }

  func leave() {
    condition.lock()
    inside -= 1
    condition.broadcast()
    condition.unlock()
  }

  func close() {
    condition.lock()
    isClosed = true
    condition.broadcast()
    condition.unlock()
  }

  /// Waits until all have left.
  func waitUntilEmpty() {
    condition.lock()
    while inside > 0 { condition.wait() }
    condition.unlock()
  }
}
