import ArgumentParser
import BundledSpecs
import Foundation
import ScepspecCMS
import ScepspecModel
import ScepspecSpecLoading

/// Where the specifications come from.
struct SpecsOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Use the specifications in this folder, or file; without a vocabulary of its own on top of the bundled ones.",
      valueName: "dir"))
  var specs: String?

  /// - Throws: `Failure` (bad data) once every problem has been written to standard error.
  func load() throws -> Specifications { try Self.specifications(of: load(beside: [])) }

  /// SHA-256 of the files that a run depends on, in hexadecimal digits.
  var digest: String {
    let paths = [BundledSpecs.folder.path] + (specs.map { [$0] } ?? [])
    let files = SpecLoader.files(of: paths, formats: Format.ofServers.subtracting([.faults, .conversations, .target]))
    let all = files.flatMap { Array("\($0.name) \($0.bytes.count)\n".utf8) + $0.bytes }
    return Digest.sha256.hash(all).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// Only what logs need, which is read in a fraction of the time.
  func loadForLogs() throws -> Specifications {
    guard specs == nil else { return try load() }
    return try Self.specifications(
      of: SpecLoader.load(folder: BundledSpecs.folder.path, trusted: true, formats: Format.ofLogs))
  }

  /// Only what servers need.
  func loadForServers() throws -> Specifications {
    guard specs == nil else { return try load() }
    return try Self.specifications(
      of: SpecLoader.load(folder: BundledSpecs.folder.path, trusted: true, formats: Format.ofServers))
  }

  /// Only names and meanings of codes.
  func loadCodes() throws -> [String: CodeTable] {
    guard specs == nil else { return try load().codes }
    return try Self.specifications(
      of: SpecLoader.load(folder: BundledSpecs.folder.path, trusted: true, formats: [.codes])
    ).codes
  }

  /// The specifications, with the target that `name` stands for: a file of the user's, or the id of a bundled one.
  ///
  /// - Throws: `Failure` (bad data) where the file is not in order, (wrong usage) where there is no such target.
  func load(target name: String?) throws -> (Specifications, Target?) {
    guard let name else { return (try loadForServers(), nil) }
    guard FileManager.default.fileExists(atPath: name) else {
      let specifications = try loadForServers()
      if let target = specifications.targets.first(where: { $0.id == name }) { return (specifications, target) }
      let hint = Suggestion.hint(name, among: specifications.targets.map(\.id))
      throw Failure(.usage, "there is no target file '\(name)', and no bundled target of that name\(hint)")
    }
    // The bundled targets stay out: the user's file may be a copy of one of them.
    let place = placeInSpecs(of: name)
    let specifications = try Self.specifications(
      of: load(beside: place == nil ? [name] : []) { $0.hasPrefix("targets/") })
    let file = place ?? URL(fileURLWithPath: name).lastPathComponent
    guard let target = specifications.targets.first(where: { $0.location.file == file }) else {
      throw Failure(.badData, "'\(name)' is not a target file (format: target/1)")
    }
    return (specifications, target)
  }

  /// The path of a file below the folder of `--specs`, which is read with it anyway; `nil` for any other.
  private func placeInSpecs(of file: String) -> String? {
    guard let specs else { return nil }
    let folder = URL(fileURLWithPath: specs).resolvingSymlinksInPath().standardizedFileURL.path
    let path = URL(fileURLWithPath: file).resolvingSymlinksInPath().standardizedFileURL.path
    if path == folder { return URL(fileURLWithPath: specs).lastPathComponent }
    return path.hasPrefix(folder + "/") ? String(path.dropFirst(folder.count + 1)) : nil
  }

  private func load(beside others: [String], leavingOut isLeftOut: (String) -> Bool = { _ in false }) -> LoadResult {
    let own = (specs.map { [$0] } ?? []) + others
    let bundled = BundledSpecs.folder.path
    return own.isEmpty
      ? SpecLoader.load(folder: bundled, trusted: true)
      : SpecLoader.load(paths: own, over: bundled, leavingOut: isLeftOut)
  }

  private static func specifications(of loaded: LoadResult) throws -> Specifications {
    if let specifications = loaded.specifications { return specifications }
    for problem in loaded.problems { Console.err("\(problem)\n") }
    let count = loaded.problems.count
    throw Failure(.badData, "the specifications are not in order: \(count) \(count == 1 ? "problem" : "problems")")
  }
}

/// How standard output looks.
struct OutputOptions: ParsableArguments {
  enum Format: String, CaseIterable, ExpressibleByArgument { case text, json }

  @Option(name: .long, help: "How standard output is written: text or json.")
  var format: Format = .text

  @Flag(name: .long, help: "No colour, also on a terminal.")
  var noColor = false

  var usesColour: Bool { !noColor && format == .text && Console.outIsTerminal && Console.allowsColour }
}
