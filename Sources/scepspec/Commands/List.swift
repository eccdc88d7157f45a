public import ArgumentParser
import ScepspecLogReading
import ScepspecModel
public import ScepspecReports
import ScepspecSpecLoading

extension Topic: ExpressibleByArgument {}

struct List: Command {
  static let configuration = CommandConfiguration(
    abstract: "Shows what the specifications hold.",
    discussion: "One line for each; 'scepspec explain ID' shows one in full, except of fields.")

  @Argument(help: "One of \(Topic.allCases.map(\.rawValue).joined(separator: ", ")).")
  var topic: Topic = .checks

  @Option(
    help: ArgumentHelp(
      "Show instead what a large log of this format is searched for first, one literal a line.", valueName: "format"))
  var literals: String?

  @OptionGroup var specs: SpecsOptions
  @OptionGroup var output: OutputOptions

  func execute() throws {
    if let literals { return try Console.out(Self.literals(of: literals, specs.load())) }
    let table = topic.table(of: try specs.load())
    try Console.out(output.format == .json ? table.json().encoded() : table.text())
  }

  private static func literals(of format: String, _ specifications: Specifications) throws -> String {
    let catalogue = try LogCatalogue(specifications)
    guard catalogue.format(format) != nil else {
      throw Failure(
        .usage, "no format has the id '\(format)'\(Suggestion.hint(format, among: catalogue.formats.map(\.format.id)))")
    }
    guard let literals = catalogue.literals(ofFormat: format) else {
      throw Failure(.usage, "logs of the format '\(format)' are read record by record, without a search")
    }
    return literals.map { Escaping.visible(String(decoding: $0, as: UTF8.self)) + "\n" }.sorted().joined()
  }
}
