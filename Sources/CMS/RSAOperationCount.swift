import COpenSSLShims

/// A tally, for the whole process, of the public-key operations that this module did and the CPU time they took.
///
/// Benchmarks use it to tell the unavoidable share of RSA from our own work.
public struct RSAOperationCount: Sendable, Hashable {
  public enum Operation: Int, CaseIterable, Sendable {
    /// Signature or decryption with a private key.
    case sign, decrypt
    /// Verification or encryption with a public key.
    case verify, encrypt
    case generate
  }

  public var count: Int
  public var nanoseconds: Int

  /// What was done since the process began or `reset()`.
  public static func of(_ operation: Operation) -> RSAOperationCount {
    let slot = Int32(operation.rawValue)
    return RSAOperationCount(
      count: Int(shim_tally_count(slot)), nanoseconds: Int(shim_tally_nanoseconds(slot)))
  }

  public static var all: [Operation: RSAOperationCount] {
    Dictionary(uniqueKeysWithValues: Operation.allCases.map { ($0, of($0)) })
  }

  public static func reset() { shim_tally_reset() }

  static func tally<T>(_ operation: Operation, _ body: () -> T) -> T {
    let start = shim_thread_cpu_nanoseconds()
    defer { shim_tally_add(Int32(operation.rawValue), shim_thread_cpu_nanoseconds() - start) }
    return body()
  }
}
