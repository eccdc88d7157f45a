import Markup
import Model

/// Takes a record's fields out of an element.
struct ElementRecord {
  private let fields: [(name: String, places: [ElementPath])]
  private let data: [ElementPath]

  init(_ reader: LogReader) {
    fields = reader.fields.map { ($0.key, $0.value.map(ElementPath.init)) }
    data = reader.data.map(ElementPath.init)
  }

  func record(_ element: Element, line: Int) -> Record {
    var record = Record(line: line)
    for (name, places) in fields {
      if let text = places.lazy.compactMap({ $0.text(in: element) }).first { record.fields[name] = text }
    }
    for path in data { addData(path.elements(in: element), path, &record) }
    return record
  }

  /// Values by the name that their attribute `Name` gives, else by their place; at a path that ends in `*` by the
  /// elements' own names.
  private func addData(_ elements: [Element], _ path: ElementPath, _ record: inout Record) {
    for (place, element) in elements.prefix(RecordLimits.columns).enumerated() {
      guard let text = element.wholeText else { continue }
      record.fields["data.\(place)"] = text
      if let name = element.attribute("Name") ?? (path.endsInWildcard ? element.name : nil) {
        record.fields["data." + name] = text
      }
    }
  }
}

/// `Element/Element@attribute` below a record; `*` is any element.
struct ElementPath: Sendable {
  private let steps: [String]
  private let attribute: String?

  init(_ text: String) {
    let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    steps = (parts.first ?? "").split(separator: "/").map(String.init)
    attribute = parts.count > 1 ? String(parts[1]) : nil
  }

  var endsInWildcard: Bool { steps.last == "*" }

  func elements(in element: Element) -> [Element] {
    steps.reduce([element]) { found, step in
      found.flatMap { $0.children.filter { step == "*" || $0.name == step } }
    }
  }

  /// The first text there that is not empty.
  func text(in element: Element) -> String? {
    elements(in: element).lazy.compactMap { found in
      guard let attribute else { return found.wholeText }
      return found.attribute(attribute).flatMap { $0.isEmpty ? nil : $0 }
    }.first
  }
}

extension Element {
  func attribute(_ name: String) -> String? { attributes.first { $0.name == name }?.value }

  /// Its own text, or that of the elements in it, without blanks around it; `nil` where there is none.
  var wholeText: String? {
    let own = text.trimmed
    if !own.isEmpty { return own.withPlainLineEnds }
    let inner = children.compactMap(\.wholeText)
    return inner.isEmpty ? nil : inner.joined(separator: "\n")
  }
}
