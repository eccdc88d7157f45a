import Markup
import Model

/// Takes a record's fields out of an element.
struct ElementRecord: Sendable {
  private let fields: [String: [ElementPath]]
  private let data: [ElementPath]
  private static let dataPrefix = "data."

  init(_ reader: LogReader) {
    fields = reader.fields.mapValues { $0.map(ElementPath.init) }
    data = reader.data.map(ElementPath.init)
  }

  /// All fields.
  func record(_ element: Element, line: Int) -> Record {
    var record = Record(line: line)
    for (name, places) in fields {
      if let text = text(at: places, of: element) { record.fields[name] = text }
    }
    forEachDatum(of: element) { place, name, element in
      guard let text = element.wholeText else { return }
      record.fields["\(Self.dataPrefix)\(place)"] = text
      if let name { record.fields[Self.dataPrefix + name] = text }
    }
    return record
  }

  /// The field that `record` would have.
  func value(_ name: String, of element: Element) -> String? {
    guard !data.isEmpty, name.hasPrefix(Self.dataPrefix) else {
      return fields[name].flatMap { text(at: $0, of: element) }
    }
    let wanted = name.dropFirst(Self.dataPrefix.count)
    let number = Int(wanted).flatMap { "\($0)" == wanted ? $0 : nil }
    var found: String?
    forEachDatum(of: element) { place, name, element in
      if place == number || name.map({ $0 == wanted }) == true { found = element.wholeText ?? found }
    }
    return found ?? fields[name].flatMap { text(at: $0, of: element) }
  }

  private func text(at places: [ElementPath], of element: Element) -> String? {
    for place in places {
      if let text = place.text(in: element) { return text }
    }
    return nil
  }

  /// Values by the name that their attribute `Name` gives, and by their place; at a path that ends in `*` by the
  /// elements' own names.
  private func forEachDatum(of element: Element, _ body: (Int, String?, Element) -> Void) {
    for path in data {
      var place = 0
      path.visit(element) { found in
        body(place, found.attribute("Name") ?? (path.endsInWildcard ? found.name : nil), found)
        place += 1
        return place < RecordLimits.columns
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

  /// Calls `body` with each element there, in their order, until it returns false.
  func visit(_ element: Element, _ body: (Element) -> Bool) { _ = visit(element, steps[...], body) }

  private func visit(_ element: Element, _ steps: ArraySlice<String>, _ body: (Element) -> Bool) -> Bool {
    guard let step = steps.first else { return body(element) }
    for child in element.children.indices where step == "*" || element.children[child].name == step {
      guard visit(element.children[child], steps.dropFirst(), body) else { return false }
    }
    return true
  }

  /// The first text there that is not empty.
  func text(in element: Element) -> String? {
    var text: String?
    visit(element) { found in
      text = attribute.map { found.attribute($0) } ?? found.wholeText
      if text?.isEmpty == true { text = nil }
      return text == nil
    }
    return text
  }
}

extension Element {
  func attribute(_ name: String) -> String? { attributes.first { $0.name == name }?.value }

  /// Its own text, or that of the elements in it, without blanks around it; `nil` where there is none.
  var wholeText: String? {
    let own = text.trimmed
    if !own.isEmpty { return own.withPlainLineEnds }
    if children.isEmpty { return nil }
    let inner = children.compactMap(\.wholeText)
    return inner.isEmpty ? nil : inner.joined(separator: "\n")
  }
}
