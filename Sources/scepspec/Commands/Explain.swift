import ArgumentParser
import ScepspecEngine
import ScepspecReports
import ScepspecSpecLoading

struct Explain: Command {
  static let configuration = CommandConfiguration(
    abstract:
      "Explains one check, fault, requirement, bug, client family, machine, state, finding or error code in full.")

  @Argument(help: "Its id, as 'scepspec list' and the reports show it.")
  var id: String

  @OptionGroup var specs: SpecsOptions
  @OptionGroup var output: OutputOptions

  func execute() throws {
    let specifications = try specs.load()
    let explainer = Explainer(specifications: specifications) { predicate, check in
      specifications.words(for: predicate, on: check.exchange)
    }
    let found = explainer.explain(id)
    guard !found.isEmpty else {
      throw Failure(.usage, "nothing has the id '\(id)'\(Suggestion.hint(id, among: explainer.ids))")
    }
    switch output.format {
    case .json: try Console.out(JSON.array(found.map { $0.json() }).encoded())
    case .text: try Console.out(found.map { $0.text(usesColour: output.usesColour) }.joined(separator: "\n"))
    }
  }
}
