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
  func record(_ node: some TreeNode, line: Int) -> Record {
    var record = Record(line: line)
    for (name, places) in fields {
      if let text = text(at: places, of: node) { record.fields[name] = text }
    }
    forEachDatum(of: node) { place, name, node in
      guard let text = node.wholeText else { return }
      record.fields["\(Self.dataPrefix)\(place)"] = text
      if let name { record.fields[Self.dataPrefix + name] = text }
    }
    return record
  }

  /// A field that records may have, taken apart.
  struct Field: Sendable {
    fileprivate let places: [ElementPath]
    /// What is behind the prefix, where the field is one of the data.
    fileprivate let datum: String?
    fileprivate let number: Int?
  }

  func field(_ name: String) -> Field {
    let datum = !data.isEmpty && name.hasPrefix(Self.dataPrefix) ? String(name.dropFirst(Self.dataPrefix.count)) : nil
    return Field(
      places: fields[name] ?? [], datum: datum,
      number: datum.flatMap { Int($0) }.flatMap { "\($0)" == datum ? $0 : nil })
  }

  /// The field that `record` would have.
  func value(_ field: Field, of node: some TreeNode) -> String? {
    var found: String?
    if let datum = field.datum {
      forEachDatum(of: node) { place, name, node in
        if place == field.number || name.map({ $0 == datum }) == true { found = node.wholeText ?? found }
      }
    }
    return found ?? text(at: field.places, of: node)
  }

  private func text(at places: [ElementPath], of node: some TreeNode) -> String? {
    for place in places {
      if let text = place.text(in: node) { return text }
    }
    return nil
  }

  /// Values by the name that their attribute `Name` gives, and by their place; at a path that ends in `*` by the
  /// elements' own names.
  private func forEachDatum<Node: TreeNode>(of node: Node, _ body: (Int, String?, Node) -> Void) {
    for path in data {
      var place = 0
      path.visit(node) { found in
        body(place, found.attribute("Name") ?? (path.endsInWildcard ? found.name : nil), found)
        place += 1
        return place < RecordLimits.columns
      }
    }
  }
}
