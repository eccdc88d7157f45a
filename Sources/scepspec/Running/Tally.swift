import Foundation
import ScepspecCMS

/// The process's public-key operations, for Benchmarks: with `SCEPSPEC_TALLY=1`, a line for each kind on standard error.
enum Tally {
  static func print() {
    guard ProcessInfo.processInfo.environment["SCEPSPEC_TALLY"] == "1" else { return }
    for operation in RSAOperationCount.Operation.allCases {
      let tally = RSAOperationCount.of(operation)
      Console.err("tally \(operation) \(tally.count) \(tally.nanoseconds)\n")
    }
  }
}
