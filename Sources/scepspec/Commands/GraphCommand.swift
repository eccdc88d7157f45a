import ArgumentParser
import Foundation
import ScepspecReports
import ScepspecSpecLoading

struct GraphCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "graph",
    abstract: "Draws a machine, suite, client family or workflow.",
    discussion: "Code hosts draw Mermaid in Markdown; SVG is drawn by Graphviz, which has to be installed.")

  enum Notation: String, CaseIterable, ExpressibleByArgument { case mermaid, dot, svg }

  @Argument(help: "Its id, as 'scepspec list machines', 'list clients' and the first part of each check's id show it.")
  var id: String

  @Option(name: .long, help: "How it is written: mermaid, dot or svg.")
  var format: Notation = .mermaid

  @OptionGroup var specs: SpecsOptions

  func execute() throws {
    let specifications = try specs.load()
    guard let graph = Graph.of(id, in: specifications) else {
      let hint = Suggestion.hint(id, among: Graph.ids(in: specifications))
      throw Failure(.usage, "no machine, suite, client family or workflow has the id '\(id)'\(hint)")
    }
    switch format {
    case .mermaid: try Console.out(MermaidGraph.render(graph))
    case .dot: try Console.out(DOTGraph.render(graph))
    case .svg: try Console.out(svg(DOTGraph.render(graph)))
    }
  }

  /// - Throws: `Failure` (wrong usage) where Graphviz is not there, (our own fault) where it does not take what we wrote.
  private func svg(_ dot: String) throws -> String {
    let source = FileManager.default.temporaryDirectory.appendingPathComponent("scepspec-\(UUID().uuidString).dot")
    try Data(dot.utf8).write(to: source)
    defer { try? FileManager.default.removeItem(at: source) }
    let program = Process()
    program.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    program.arguments = ["dot", "-Tsvg", source.path]
    let output = Pipe()
    program.standardOutput = output
    program.standardError = FileHandle.nullDevice
    try program.run()
    let drawn = output.fileHandleForReading.readDataToEndOfFile()
    program.waitUntilExit()
    switch program.terminationStatus {
    case 0: return String(decoding: drawn, as: UTF8.self)
    case 126, 127:
      throw Failure(.usage, "SVG is drawn by Graphviz (on Debian: apt-get install graphviz); or use --format dot")
    default: throw Failure(.internalError, "Graphviz does not take the drawing of '\(id)'")
    }
  }
}
