import ArgumentParser
import Reports

struct CoverageCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "coverage",
    abstract: "Shows requirements, the checks that test them, and the faults that prove the checks.")

  @Flag(name: .long, help: "Only the numbers and what is missing.")
  var summary = false

  @OptionGroup var specs: SpecsOptions
  @OptionGroup var output: OutputOptions

  func execute() throws {
    let coverage = Coverage(try specs.load())
    switch output.format {
    case .json: try Console.out(coverage.table().json().encoded())
    case .text: try Console.out((summary ? "" : coverage.table().text() + "\n") + coverage.summary())
    }
  }
}
