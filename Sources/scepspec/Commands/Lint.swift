import ArgumentParser
import BundledSpecs
import ScepspecDiagnosing
import ScepspecModel
import ScepspecSpecLoading

struct Lint: Command {
  static let configuration = CommandConfiguration(
    abstract: "Checks specifications and shows every problem with file, line and column.",
    discussion: "Ends with 65 where there is a problem.")

  @Argument(
    help: """
      A folder of specifications, or one file; the bundled ones by default. Without a vocabulary of its own it is read \
      on top of the bundled ones.
      """)
  var path: String?

  func execute() throws {
    let bundled = BundledSpecs.folder.path
    let loaded = path.map { SpecLoader.load(paths: [$0], over: bundled) } ?? SpecLoader.load(folder: bundled)
    for problem in loaded.problems { try Console.out("\(problem)\n") }
    guard let specifications = loaded.specifications else {
      throw Failure(.badData, loaded.problems.count == 1 ? "1 problem" : "\(loaded.problems.count) problems")
    }
    try checkSamples(specifications)
    try Console.out(
      "\(specifications.checks.count) checks, \(specifications.exchanges.count) exchanges, "
        + "\(specifications.faults.count) faults, \(specifications.requirements.count) requirements, "
        + "\(specifications.formats.count) formats, \(specifications.events.count) events, "
        + "\(specifications.machines.count) machines: no problem\n")
  }

  /// Reads the samples of formats and events as logs are read.
  private func checkSamples(_ specifications: Specifications) throws {
    let problems: [(location: Location, message: String)]
    do {
      problems = try LogDiagnosis(specifications).sampleProblems()
    } catch {
      problems = [(error.location, error.message)]
    }
    for problem in problems { try Console.out("\(problem.location): error: \(problem.message) [sample]\n") }
    guard problems.isEmpty else {
      throw Failure(.badData, problems.count == 1 ? "1 problem" : "\(problems.count) problems")
    }
  }
}
