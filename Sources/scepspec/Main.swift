import ArgumentParser
import ScepspecReports
import ScepspecRunning

/// The tool: reads its arguments, wires the modules together, writes, and ends with an exit code that says what came
/// of it.
@main
struct Main {
  static func main() {
    Console.ignoreBrokenPipes()
    do {
      var command = try Scepspec.parseAsRoot()
      try command.run()
    } catch {
      // Help and version end with 0, wrong usage with 64: ArgumentParser's own codes.
      Scepspec.exit(withError: error)
    }
  }
}

/// A command of ours. What goes wrong in `execute` ends in one line and an exit code that says whose fault it is.
protocol Command: ParsableCommand {
  func execute() throws
}

extension Command {
  func run() throws {
    do {
      try execute()
    } catch let failure as Failure {
      try end(failure)
    } catch let problem as RunProblem {
      try end(Failure(problem.code == .settings ? .usage : .badData, problem.message))
    } catch let code as ExitCode {
      throw code
    } catch {
      Console.err("scepspec: internal error, please report it: \(Escaping.visible("\(error)"))\n")
      throw ExitCode(ExitStatus.internalError.rawValue)
    }
  }

  private func end(_ failure: Failure) throws -> Never {
    Console.err("scepspec: \(Escaping.visible(failure.message))\n")
    throw ExitCode(failure.status.rawValue)
  }
}

struct Scepspec: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scepspec",
    abstract: "Tests SCEP servers (RFC 8894) against declared checks, is a reference server itself, and reads logs.",
    discussion: """
      Verdicts go to standard output, progress to standard error.

      \(ExitStatus.help)
      """,
    version: Tool.version,
    subcommands: [
      Test.self, Replay.self, Record.self, Diagnose.self, Decode.self, Serve.self, ParsersCommand.self, Diff.self,
      BaselineCommand.self, Lint.self, List.self, Explain.self, GraphCommand.self, CoverageCommand.self,
    ])
}

enum Tool {
  static let version = "0.1.0"
  static let name = "scepspec \(version)"
}
