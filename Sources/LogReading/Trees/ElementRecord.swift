import ScepspecModel

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
    for datum in data(of: node) {
      record.fields["\(Self.dataPrefix)\(datum.place)"] = datum.text
      if let name = datum.name { record.fields[Self.dataPrefix + name] = datum.text }
    }
    return record
  }

  /// Where a field lies.
  enum Field: Sendable {
    case places([ElementPath])
    /// One of the data: by its name or number, else where the format says.
    case datum(name: String, number: Int?, else: [ElementPath])
  }

  func field(_ name: String) -> Field {
    let places = fields[name] ?? []
    guard !data.isEmpty, name.hasPrefix(Self.dataPrefix) else { return .places(places) }
    let datum = String(name.dropFirst(Self.dataPrefix.count))
    return .datum(name: datum, number: Int(datum).flatMap { "\($0)" == datum ? $0 : nil }, else: places)
  }

  /// One of the data of a record.
  struct Datum {
    let place: Int
    let name: String?
    let text: String
  }

  func data(of node: some TreeNode) -> [Datum] {
    var found: [Datum] = []
    forEachDatum(of: node) { place, name, node in
      if let text = node.wholeText { found.append(Datum(place: place, name: name, text: text)) }
    }
    return found
  }

  /// The field that `record` would have.
  /// - Parameter data: `data(of: node)`, asked for only where it is needed.
  func value(_ field: Field, of node: some TreeNode, data: () -> [Datum]) -> String? {
    switch field {
    case .places(let places): text(at: places, of: node)
    case .datum(let name, let number, let places):
      data().last { $0.place == number || $0.name == name }?.text ?? text(at: places, of: node)
    }
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
