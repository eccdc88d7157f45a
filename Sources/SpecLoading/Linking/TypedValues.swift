import ScepspecModel

/// Values whose types the vocabulary declares: parameters, configurations, changes to replies.
extension Linker {
  /// The fields of a mapping, each read as its type; `what` names the mapping in messages.
  func record(_ entries: [SpecNode.Entry], of fields: [String: FieldType], _ what: String) -> [String: Field] {
    var record: [String: Field] = [:]
    for entry in entries {
      guard let type = fields[entry.key] else {
        let help = Suggestion.help(entry.key, among: fields.keys)
        log.add(
          .unknownParameter, at: entry.keyLocation, "\(what) has no '\(SpecNode.shown(entry.key))'\(help)")
        continue
      }
      if let field = field(entry.value, as: type, "'\(entry.key)'") { record[entry.key] = field }
    }
    return record
  }

  func field(_ node: SpecNode, as type: FieldType, _ what: String) -> Field? {
    switch type.type {
    case .bool, .integer, .text, .bytes, .time, .oid:
      return constants.constant(node, as: type, what).map { Field($0.value) }
    case .exchange:
      return exchangeID(node).map { .text($0) }
    case .list(let item):
      guard let items = list(node, what) else { return nil }
      return .list(items.compactMap { field($0, as: item, "an item of \(what)") })
    case .reference(let name):
      return record(node, of: vocabulary.records[name]?.fields ?? [:], what)
    case .record(let type):
      return record(node, of: type.fields, what)
    case .mutations:
      return list(node, what).map { .list($0.compactMap(mutation).map(\.field)) }
    }
  }

  private func record(_ node: SpecNode, of fields: [String: FieldType], _ what: String) -> Field? {
    guard let entries = node.entries else {
      log.add(.wrongType, at: node.location, "\(what) is a mapping, not \(node.kind)")
      return nil
    }
    return .record(record(entries, of: fields, what))
  }

  private func list(_ node: SpecNode, _ what: String) -> [SpecNode]? {
    if let items = node.items { return items }
    log.add(.wrongType, at: node.location, "\(what) is a list, not \(node.kind)")
    return nil
  }
}
