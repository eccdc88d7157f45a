import BundledSpecs
import Foundation
import ScepspecModel
import ScepspecSpecLoading

/// The specifications that come with the library, read once.
enum Catalogue {
  private static let loaded = SpecLoader.load(
    folder: BundledSpecs.folder.path, trusted: true, formats: Format.ofServers)

  /// - Throws: `SCEPTestingError` where they are not there or not in order.
  static func specifications() throws(SCEPTestingError) -> Specifications {
    if let specifications = loaded.specifications, !specifications.checks.isEmpty { return specifications }
    let problem = loaded.problems.first.map { "\($0)" } ?? "no check in '\(BundledSpecs.folder.path)'"
    throw SCEPTestingError("the specifications cannot be read: \(problem)")
  }

  /// Ids of all checks, and of the steps of client families.
  static func ids() throws(SCEPTestingError) -> [String] {
    let specifications = try specifications()
    return (specifications.checks + specifications.clients.flatMap(\.steps)).map(\.id)
  }
}
