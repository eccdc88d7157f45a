/// A graph in the DOT language of Graphviz.
public enum DOTGraph {
  public static func render(_ graph: Graph) -> String {
    var lines = [
      "digraph scepspec {",
      "  label=\(quoted(graph.title)); labelloc=t; fontname=\"sans-serif\";",
      "  node [shape=box, style=\"filled,rounded\", fontname=\"sans-serif\", fontsize=11];",
    ]
    for (place, node) in graph.nodes.enumerated() {
      let label = node.about.isEmpty ? node.id : "\(node.id)\n\(wrapped(node.about))"
      lines.append(
        "  n\(place) [label=\(quoted(label)), shape=\(shape(node.kind)), fillcolor=\"\(node.kind.fill)\", color=\"\(node.kind.line)\"];"
      )
    }
    for edge in graph.edges {
      lines.append("  n\(edge.from) -> n\(edge.to)\(edge.kind == .leads ? "" : " [style=dashed]");")
    }
    return (lines + ["}"]).joined(separator: "\n") + "\n"
  }

  private static func shape(_ kind: Graph.Kind) -> String {
    switch kind {
    case .start: "oval"
    case .exchange: "cds"
    case .waiting: "hexagon"
    case .step, .success, .failure: "box"
    }
  }

  /// Line feeds stay, as DOT's own `\n`; everything else that is not printable becomes visible.
  private static func quoted(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      Escaping.visible(String(line), limit: 300).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    }
    return "\"" + lines.joined(separator: "\\n") + "\""
  }

  /// Lines of about 40 characters, so that boxes stay boxes.
  private static func wrapped(_ text: String) -> String {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, line.count + word.count >= 40 {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return (lines + [line]).joined(separator: "\n")
  }
}

extension Graph.Kind {
  /// Light fills, so that black text is readable on each; the line tells kinds apart for those who see no colour.
  var fill: String {
    switch self {
    case .start: "#eef2f7"
    case .step: "#ffffff"
    case .success: "#dcf5e0"
    case .failure: "#fbe0de"
    case .waiting: "#fff2cc"
    case .exchange: "#e0ecfb"
    }
  }

  var line: String {
    switch self {
    case .start, .step: "#57606a"
    case .success: "#1a7f37"
    case .failure: "#b3261e"
    case .waiting: "#9a6700"
    case .exchange: "#0a58ca"
    }
  }
}
