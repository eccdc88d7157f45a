import ScepspecModel
import ScepspecReports
import Testing

@Suite("Graphs")
struct GraphTests {
  private let place = Location(file: "m.yaml", line: 1, column: 1)

  private func specifications(about: String = "Nothing is known yet") -> Specifications {
    let states = [
      Machine.State(name: "START", about: about, next: ["WAIT", "GONE"], location: place),
      Machine.State(
        name: "WAIT", about: "Somebody is asked", conclusion: .waitingForUser, next: ["WAIT", "DONE"], location: place),
      Machine.State(name: "DONE", about: "", isFinal: true, conclusion: .success, location: place),
    ]
    var specifications = Sample.specifications
    specifications.machines = [Machine(id: "m", title: about, start: "START", states: states, location: place)]
    return specifications
  }

  @Test("A machine has a node for each state and an arrow for each legal step, to states that there are")
  func machine() throws {
    let graph = try #require(Graph.of("m", in: specifications()))
    #expect(graph.nodes.map(\.kind) == [.start, .waiting, .success])
    #expect(graph.edges.map { [$0.from, $0.to] } == [[0, 1], [1, 1], [1, 2]])
    #expect(MermaidGraph.render(graph).contains("  n1 --> n2\n"))
    #expect(DOTGraph.render(graph).contains("  n1 -> n2;\n"))
  }

  @Test("A suite shows what its checks require and the exchanges they look at")
  func suite() throws {
    let specifications = Sample.specifications
    let suite = try #require(specifications.suites.first)
    let graph = try #require(Graph.of(suite.id, in: specifications))
    for check in suite.checks {
      let place = try #require(graph.nodes.firstIndex { $0.id == check.id && $0.kind == .step })
      let before = graph.edges.filter { $0.to == place }.map { graph.nodes[$0.from].id }
      for required in check.requires where suite.checks.contains(where: { $0.id == required }) {
        #expect(before.contains(required))
      }
    }
    #expect(Graph.of("nothing", in: specifications) == nil)
    #expect(Graph.ids(in: specifications).contains(suite.id))
  }

  @Test("No word of a specification becomes part of the drawing's grammar", arguments: Hostile.texts)
  func hostile(_ text: String) throws {
    let harmless = try #require(Graph.of("m", in: specifications(about: "x")))
    let graph = try #require(Graph.of("m", in: specifications(about: text)))
    for render in [MermaidGraph.render, DOTGraph.render] {
      let drawn = render(graph)
      #expect(Hostile.isVisible(drawn))
      #expect(drawn.count { $0 == "\n" } == render(harmless).count { $0 == "\n" })
    }
    for line in DOTGraph.render(graph).split(separator: "\n") {
      let quotes = line.replacing("\\\\", with: "").replacing("\\\"", with: "").count { $0 == "\"" }
      #expect(quotes.isMultiple(of: 2), "\(line)")
    }
    for line in MermaidGraph.render(graph).split(separator: "\n").dropFirst(3) {
      #expect(line.count { $0 == "\"" } == (line.contains("[") || line.contains("{") ? 2 : 0), "\(line)")
    }
  }
}
