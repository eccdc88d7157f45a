public import ArgumentParser
public import ScepspecReports

extension Topic: ExpressibleByArgument {}

struct List: Command {
  static let configuration = CommandConfiguration(
    abstract: "Shows what the specifications hold.",
    discussion: "One line for each; 'scepspec explain ID' shows one in full, except of fields.")

  @Argument(help: "One of \(Topic.allCases.map(\.rawValue).joined(separator: ", ")).")
  var topic: Topic = .checks

  @OptionGroup var specs: SpecsOptions
  @OptionGroup var output: OutputOptions

  func execute() throws {
    let table = topic.table(of: try specs.load())
    try Console.out(output.format == .json ? table.json().encoded() : table.text())
  }
}
