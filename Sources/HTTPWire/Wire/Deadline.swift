import Foundation

/// A moment on the monotonic clock.
struct Deadline: Comparable, Sendable {
  /// Nanoseconds of `CLOCK_MONOTONIC`.
  var nanoseconds: UInt64

  static func now() -> Deadline {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Deadline(nanoseconds: UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec))
  }

  static func after(seconds: Double) -> Deadline {
    let bounded = min(max(seconds, 0), 1_000_000)
    return Deadline(nanoseconds: now().nanoseconds + UInt64(bounded * 1e9))
  }

  static func < (left: Deadline, right: Deadline) -> Bool { left.nanoseconds < right.nanoseconds }

  /// What `poll` takes: rounded up, never negative.
  var remainingMilliseconds: Int32 {
    let now = Deadline.now().nanoseconds
    guard nanoseconds > now else { return 0 }
    return Int32(min((nanoseconds - now + 999_999) / 1_000_000, UInt64(Int32.max)))
  }

  var isOver: Bool { Deadline.now() >= self }
}
