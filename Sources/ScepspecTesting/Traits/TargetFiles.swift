import BundledSpecs
import Foundation
import ScepspecModel
import ScepspecSpecLoading

/// Target files, each read once.
enum TargetFiles {
  private final class Cache: @unchecked Sendable {  // `lock` guards the targets
    let lock = NSLock()
    var targets: [String: Result<Target, SCEPTestingError>] = [:]
  }
  private static let cache = Cache()

  /// - Parameter name: A path, or the id of a bundled target.
  static func target(_ name: String) throws(SCEPTestingError) -> Target {
    cache.lock.lock()
    defer { cache.lock.unlock() }
    if let known = cache.targets[name] { return try known.get() }
    let result = Result { () throws(SCEPTestingError) in try read(name) }
    cache.targets[name] = result
    return try result.get()
  }

  private static func read(_ name: String) throws(SCEPTestingError) -> Target {
    guard name.contains("/") else {
      let targets = try Catalogue.specifications().targets
      if let target = targets.first(where: { $0.id == name }) { return target }
      throw SCEPTestingError("no bundled target is called '\(name)'\(Suggestion.hint(name, among: targets.map(\.id)))")
    }
    guard FileManager.default.fileExists(atPath: name) else {
      throw SCEPTestingError("there is no target file '\(name)'")
    }
    // The bundled targets stay out: the user's file may be a copy of one of them.
    let loaded = SpecLoader.load(paths: [name], over: BundledSpecs.folder.path) { $0.hasPrefix("targets/") }
    let file = URL(fileURLWithPath: name).lastPathComponent
    if let target = loaded.specifications?.targets.first(where: { $0.location.file == file }) { return target }
    let problem = loaded.problems.first.map { "\($0)" } ?? "'\(name)' is not a target file (format: target/1)"
    throw SCEPTestingError(problem)
  }
}
