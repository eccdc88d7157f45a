import ScepspecModel

/// Every field that a specification may look at, by path; what stands in a list has `N` for its number.
struct FieldList {
  var vocabulary: Vocabulary

  func table() -> Table {
    let kinds = vocabulary.kinds.sorted { $0.key < $1.key }
    return Table(
      columns: ["path", "type", "about"],
      rows: kinds.flatMap { name, kind in [[name, "kind", kind.about]] + rows(of: kind, at: name, inside: []) })
  }

  /// - Parameter records: The shared records around this one, so that one that holds itself comes to an end.
  private func rows(of record: RecordType, at path: String, inside records: Set<String>) -> [[String]] {
    record.fields.sorted { $0.key < $1.key }.flatMap { name, type in
      [["\(path).\(name)", words(for: type), type.about]] + below(type, at: "\(path).\(name)", inside: records)
    }
  }

  private func below(_ type: FieldType, at path: String, inside records: Set<String>) -> [[String]] {
    switch type.type {
    case .list(let item): return below(item, at: path + ".N", inside: records)
    case .record(let record): return rows(of: record, at: path, inside: records)
    case .reference(let name):
      guard !records.contains(name), let record = vocabulary.records[name] else { return [] }
      return rows(of: record, at: path, inside: records.union([name]))
    default: return []
    }
  }

  private func words(for type: FieldType) -> String {
    let word =
      switch type.type {
      case .list(let item): "list of \(words(for: item))"
      case .record: "record"
      case .reference(let name): name
      case .bool, .integer, .text, .bytes, .time, .oid, .mutations, .exchange: "\(type.type)"
      }
    let unit = type.unit.map { " (\($0)s)" } ?? ""
    return word + unit + (type.encoded ? ", encoded" : "")
  }
}
