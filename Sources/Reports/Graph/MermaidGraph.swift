/// A graph as a Mermaid flowchart, which code hosts draw in Markdown.
public enum MermaidGraph {
  public static func render(_ graph: Graph) -> String {
    var lines = ["---", "title: \(quoted(graph.title))", "---", "flowchart TD"]
    for (place, node) in graph.nodes.enumerated() {
      let label = text(node.id) + (node.about.isEmpty ? "" : "<br/>" + text(node.about))
      lines.append("  n\(place)\(shape(node.kind, "\"\(label)\"")):::\(node.kind.rawValue)")
    }
    for edge in graph.edges {
      lines.append("  n\(edge.from) \(edge.kind == .leads ? "-->" : "-.->") n\(edge.to)")
    }
    for kind in Graph.Kind.allCases where graph.nodes.contains(where: { $0.kind == kind }) {
      lines.append("  classDef \(kind.rawValue) fill:\(kind.fill),stroke:\(kind.line),color:#111")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func shape(_ kind: Graph.Kind, _ label: String) -> String {
    switch kind {
    case .start: "([\(label)])"
    case .exchange: "[/\(label)/]"
    case .waiting: "{{\(label)}}"
    case .step, .success, .failure: "[\(label)]"
    }
  }

  /// Mermaid writes characters of its own grammar as entities that begin with `#`.
  private static func text(_ text: String) -> String {
    var result = ""
    for scalar in Escaping.visible(text, limit: 300).unicodeScalars {
      switch scalar {
      case "\"", "#", "<", ">", "&", ";", "`", "\\": result += "#\(scalar.value);"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The title stands in a YAML head.
  private static func quoted(_ text: String) -> String {
    "\"" + Escaping.visible(text, limit: 300).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
