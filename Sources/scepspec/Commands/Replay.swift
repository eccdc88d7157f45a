import ArgumentParser
import Foundation
import ScepspecCaptures
import ScepspecEngine
import ScepspecModel
import ScepspecReplaying
import ScepspecReports
import ScepspecRunning
import ScepspecTranscripts

struct Replay: Command {
  static let configuration = CommandConfiguration(
    abstract: "Checks recorded exchanges (HAR files); no server is needed.",
    discussion: """
      A recording of 'test --record' gives the report of the live run, judged anew from its octets. The options of the \
      run that chose the checks are those of the recording; --only and --skip choose among them. Of recordings that \
      other tools made, every exchange of SCEP is judged, the client's side and the server's, for each client and server \
      by itself; what is enciphered can only be judged with --key. Other exchanges are counted; where there is no \
      exchange of SCEP, the exit code is 65.
      \(ExitStatus.help)
      """)

  @Argument(help: "HAR files, or folders of them.")
  var paths: [String]

  @Option(name: .long, help: ArgumentHelp("Only checks that fit the pattern. Repeatable.", valueName: "glob"))
  var only: [String] = []

  @Option(name: .long, help: ArgumentHelp("No checks that fit the pattern. Repeatable.", valueName: "glob"))
  var skip: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp("The target's known deviations: a file, or the id of a bundled one.", valueName: "file"))
  var target: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A private key (PEM) that opens requests, the RA's, or replies, a client's. Repeatable.", valueName: "file"))
  var key: [String] = []

  @OptionGroup(title: "Specifications") var specs: SpecsOptions
  @OptionGroup(title: "Output") var output: ReportOptions

  @Flag(name: .long, help: "A warning fails the run.")
  var strict = false

  func execute() throws {
    try output.check()
    let files = try RecordingFiles.read(paths)
    let own = files.filter { $0.file.own != nil }
    guard own.isEmpty || files.count == 1 else {
      throw Failure(.usage, "\(own[0].name) is a recording of 'scepspec test': replay it by itself")
    }
    if let (name, file) = own.first { try replay(file, name) }
    try judge(files)
  }

  /// Recordings of others, as one.
  private func judge(_ files: [(name: String, file: HARFile)]) throws {
    let (specifications, target) = try specs.load(target: target)
    let wanted = only.map { Glob($0) }
    let unwanted = skip.map { Glob($0) }
    let isWanted: @Sendable (Check) -> Bool = { check in
      (wanted.isEmpty || wanted.contains { $0.fits(check.id) }) && !unwanted.contains { $0.fits(check.id) }
    }
    var judge = PassiveJudge(specifications, keys: try key.map(PrivateKeyFile.read), selecting: isWanted)
    for (_, file) in files { for entry in file.entries { _ = judge.add(entry) } }
    guard judge.exchanges > 0 else {
      if judge.incomplete > 0 {
        throw Failure(
          .badData,
          "\(judge.incomplete) messages, none of them whole: the tool that recorded them did not keep the bodies of "
            + "POST requests; record with bodies, such as with 'scepspec record'")
      }
      throw Failure(.badData, "\(judge.others) exchanges, none of them SCEP: no URL names one of its operations")
    }
    if judge.others > 0 { Console.err("scepspec: \(judge.others) exchanges are no SCEP and were passed over\n") }
    if judge.incomplete > 0 {
      Console.err(
        "scepspec: of \(judge.incomplete) messages the recording does not hold the body; they are not judged\n")
    }
    for place in judge.idleKeys {
      Console.err(
        "scepspec: --key \(Escaping.visible(key[place])) opens nothing here: no request is enciphered for it, and no "
          + "request is signed with it\n")
    }
    let name = files.map(\.name).joined(separator: ", ")
    let shown = files.map { URL(fileURLWithPath: $0.name).lastPathComponent }.joined(separator: ", ")
    let report = judge.report(tool: Tool.name, target: shown)
    var all = specifications
    for index in all.suites.indices { all.suites[index].role = .server }
    let outcome = ServerRun.Outcome(
      report: report, specifications: all, plan: Plan(all), families: [], target: target)
    throw try outcome.publish(output, isStrict: strict, today: Today.text, rerun: "scepspec replay \(name)")
  }

  /// A recording of ours.
  private func replay(_ file: HARFile, _ name: String) throws {
    let recorded: RecordedRun
    do { recorded = try RecordedRun(file, name: name) } catch { throw Failure(.badData, "\(error)") }
    let about = recorded.description
    let (specifications, target) = try specs.load(target: target)
    if about.specifications != specs.digest {
      Console.err(
        """
        scepspec: \(name): the specifications have changed since; judged anew with those of today: what the recording \
        does not hold is inconclusive\n
        """)
    }
    if !about.isWhole {
      Console.err("scepspec: \(name): the run was ended early; what the recording does not hold is inconclusive\n")
    }
    var choice = ChoiceOptions()
    choice.only = only.isEmpty ? about.only : only
    choice.skip = about.skip + skip
    choice.families = about.families
    choice.target = nil
    let selection = choice.selection(safe: about.isSafe)
    let plan = try selection.plan(of: specifications)
    let outcome = ServerRun.Outcome(
      report: recorded.report(tool: Tool.name, specifications: specifications, plan: plan),
      specifications: specifications, plan: plan, families: try selection.chosenFamilies(of: specifications),
      target: target)
    throw try outcome.publish(
      output, isStrict: strict, today: about.day.isEmpty ? Today.text : about.day, rerun: "scepspec replay \(name)")
  }
}

/// The HAR files that somebody named.
enum RecordingFiles {
  private static let mostFiles = 10_000

  /// By name; those of a folder are those that end in `.har`.
  ///
  /// - Throws: `Failure` (bad data) where one cannot be read: which, where, and what was expected.
  static func read(_ paths: [String]) throws -> [(name: String, file: HARFile)] {
    var files: [(name: String, file: HARFile)] = []
    for path in try paths.flatMap(names) { files.append((path, try file(path))) }
    return files
  }

  private static func names(_ path: String) throws -> [String] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw Failure(.badData, "there is no file or folder '\(path)'")
    }
    guard isFolder.boolValue else { return [path] }
    let below = FileManager.default.enumerator(atPath: path)
    var names: [String] = []
    while let name = below?.nextObject() as? String, names.count <= mostFiles {
      if [".har", ".pcap", ".pcapng"].contains(where: name.lowercased().hasSuffix) { names.append("\(path)/\(name)") }
    }
    guard !names.isEmpty else { throw Failure(.badData, "'\(path)' holds no file that ends in .har, .pcap or .pcapng") }
    guard names.count <= mostFiles else { throw Failure(.badData, "'\(path)' holds more than \(mostFiles) recordings") }
    return names.sorted()
  }

  private static func readCapture(_ path: String) throws -> HARFile {
    do { return try Capture(path: path).exchanges() } catch { throw Failure(.badData, "\(error)") }
  }

  private static func file(_ path: String) throws -> HARFile {
    let size = (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int ?? 0
    guard size <= HARBounds.file else {
      throw Failure(.badData, "\(path): \(size) octets, no more than \(HARBounds.file) are read; split the recording")
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Failure(.badData, "\(path): cannot be read")
    }
    do {
      if Capture.looksLikeOne(data) { return try readCapture(path) }
      return try HARFile(Array(data), name: path)
    } catch let failure as Failure {
      throw failure
    } catch {
      throw Failure(.badData, "\(error)")
    }
  }
}
