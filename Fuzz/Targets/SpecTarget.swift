import Foundation
import ScepspecSpecLoading

/// Specification files: alone, and among others that are right.
enum SpecTarget {
  /// The small set that the tests of refused specifications build on; it uses the whole language.
  private static let others: [SpecFile] = {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Golden/refused/base").standardizedFileURL
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().compactMap { name in
      (try? Data(contentsOf: folder.appendingPathComponent(name))).map { SpecFile(name: name, bytes: Array($0)) }
    }
  }()

  /// The first octet says which file of the set the others replace; beyond the set, the file stands alone.
  @Sendable static func take(_ octets: [UInt8]) {
    guard let first = octets.first else { return }
    var files = others
    let own = Array(octets.dropFirst())
    let index = Int(first) % (files.count + 1)
    if index < files.count { files[index].bytes = own } else { files = [SpecFile(name: "own.yaml", bytes: own)] }
    let result = SpecLoader.load(files: files)
    precondition(result.specifications == nil || result.problems.isEmpty, "problems, and specifications as well")
    for problem in result.problems {
      precondition(problem.location.line >= 1 && problem.location.column >= 1, "a problem without place")
    }
  }
}
