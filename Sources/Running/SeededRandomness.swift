import Foundation

/// Octets that look random and are the same for the same seed: for repeating a run, not for keeping secrets.
///
/// SplitMix64.
public final class SeededRandomness: @unchecked Sendable {  // `lock` guards the state
  private let lock = NSLock()
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  public var octets: @Sendable (Int) -> [UInt8] { { self.next($0) } }

  private func next(_ count: Int) -> [UInt8] {
    lock.lock()
    defer { lock.unlock() }
    return (0..<max(0, count)).map { _ in UInt8(truncatingIfNeeded: nextWord() >> 32) }
  }

  private func nextWord() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}
