/// A piece of a page. Text and attributes are escaped when it is written, so that nothing from outside becomes markup.
indirect enum HTML {
  case text(String)
  case element(String, [(name: String, value: String)], [HTML])
  /// Several pieces after each other.
  case group([HTML])

  /// An element with classes and further attributes; an attribute whose value is `nil` is left out.
  static func tag(_ name: String, _ attributes: KeyValuePairs<String, String?> = [:], _ content: [HTML] = []) -> HTML {
    .element(name, attributes.compactMap { key, value in value.map { (key, $0) } }, content)
  }

  static func tag(_ name: String, _ attributes: KeyValuePairs<String, String?> = [:], _ words: String) -> HTML {
    tag(name, attributes, [.text(words)])
  }

  /// What came from outside or is quoted exactly.
  static func code(_ words: String) -> HTML { tag("code", [:], words) }

  static func link(_ words: [HTML], to address: String) -> HTML { tag("a", ["href": address], words) }

  /// Rows of a description list; entries without content are left out.
  static func list(_ entries: [(label: String, content: [HTML])]) -> HTML {
    tag(
      "dl", [:],
      entries.filter { !$0.content.isEmpty }.flatMap { [tag("dt", [:], $0.label), tag("dd", [:], $0.content)] })
  }

  static func table(caption: String? = nil, columns: [String], rows: [[HTML]]) -> HTML {
    let head = tag("tr", [:], columns.map { tag("th", ["scope": "col"], $0) })
    let body = rows.map { cells in tag("tr", [:], cells.map { tag("td", [:], [$0]) }) }
    let content = [tag("thead", [:], [head]), tag("tbody", [:], body)]
    return tag(
      "div", ["class": "scroll"], [tag("table", [:], (caption.map { [tag("caption", [:], $0)] } ?? []) + content)])
  }

  /// Folded until somebody opens it.
  static func folded(_ summary: [HTML], _ content: [HTML]) -> HTML {
    tag("details", [:], [tag("summary", [:], summary)] + content)
  }

  func write(to text: inout String) {
    switch self {
    case .text(let words): text += HTML.escaped(words)
    case .group(let pieces): for piece in pieces { piece.write(to: &text) }
    case .element(let name, let attributes, let content):
      text += "<\(name)"
      for attribute in attributes { text += " \(attribute.name)=\"\(HTML.escaped(attribute.value))\"" }
      text += ">"
      guard !HTML.void.contains(name) else { return }
      for piece in content { piece.write(to: &text) }
      text += "</\(name)>"
      if HTML.blocks.contains(name) { text += "\n" }
    }
  }

  private static let void: Set<String> = ["br", "input", "meta"]
  /// A line feed after these makes the file readable and changes nothing.
  private static let blocks: Set<String> = [
    "article", "section", "details", "summary", "p", "tr", "li", "dd", "table", "h1", "h2", "h3", "h4", "svg", "g",
    "option",
  ]

  private static func escaped(_ words: String) -> String {
    var result = ""
    for scalar in Escaping.visible(words).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
