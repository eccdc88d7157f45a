import COpenSSL

/// A cryptographic operation that could not be done: what was tried and what OpenSSL said.
///
/// Two errors are equal when their codes are: the reason is for people to read.
public struct CryptoError: Error, Sendable, CustomStringConvertible {
  public enum Code: String, Sendable, Hashable {
    /// The octets are not the structure that they should be.
    case malformed
    /// Octets follow the structure.
    case trailingOctets
    /// The algorithm is not available, or does not fit the kind of key.
    case unsupported
    /// A key, initialisation vector or text has the wrong length or form.
    case invalidArgument
    /// The operation itself failed, such as a decryption with the wrong key.
    case failed
  }

  public let code: Code
  /// What was tried, followed by OpenSSL's error queue.
  public let reason: String

  public var description: String { reason }

  public init(_ code: Code, _ reason: String) {
    self.code = code
    self.reason = reason
  }

  /// An error that takes over, and so empties, the error queue of the calling thread.
  static func openSSL(_ code: Code, _ attempt: String) -> CryptoError {
    let queue = drainErrorQueue()
    return CryptoError(code, queue.isEmpty ? attempt : "\(attempt): \(queue.joined(separator: "; "))")
  }
}

extension CryptoError: Hashable {
  public static func == (left: CryptoError, right: CryptoError) -> Bool { left.code == right.code }
  public func hash(into hasher: inout Hasher) { hasher.combine(code) }
}

/// The thread's errors, oldest first, as `library: reason`; the queue is empty afterwards.
private func drainErrorQueue() -> [String] {
  var reasons: [String] = []
  while true {
    let code = ERR_get_error()
    guard code != 0 else { return reasons }
    let library = ERR_lib_error_string(code).map { String(cString: $0) } ?? "OpenSSL"
    let reason = ERR_reason_error_string(code).map { String(cString: $0) } ?? "error \(code)"
    reasons.append("\(library): \(reason)")
  }
}
