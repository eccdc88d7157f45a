import ArgumentParser
import BundledSpecs
import SpecLoading

struct Lint: Command {
  static let configuration = CommandConfiguration(
    abstract: "Checks specifications and shows every problem with file, line and column.",
    discussion: "Ends with 65 where there is a problem.")

  @Argument(help: "A folder of specifications, or one file of it; the bundled ones by default.")
  var path: String?

  func execute() throws {
    let loaded = SpecLoader.load(folder: path ?? BundledSpecs.folder.path)
    for problem in loaded.problems { Console.out("\(problem)\n") }
    guard let specifications = loaded.specifications else {
      throw Failure(.badData, loaded.problems.count == 1 ? "1 problem" : "\(loaded.problems.count) problems")
    }
    Console.out(
      "\(specifications.checks.count) checks, \(specifications.exchanges.count) exchanges, "
        + "\(specifications.faults.count) faults, \(specifications.requirements.count) requirements: no problem\n")
  }
}
