import ScepspecModel

extension Linker {
  /// Adds each event as a kind, so that paths and predicates of machines are checked like those of exchanges.
  func declareEvents() {
    var first: [String: Location] = [:]
    for root in roots(.events) {
      let carried = root.texts("carry")
      for node in root["events"]?.items ?? [] {
        guard let id = node.text("id"), let location = node["id"]?.location else { continue }
        if let known = first[id] {
          log.duplicate("event", id, at: location, first: known)
        } else if vocabulary.kinds[id] != nil {
          log.add(
            .duplicateID, at: location, "the vocabulary already has a kind '\(SpecNode.shown(id))'; take another id")
        } else {
          if id.contains(".") {
            log.add(.wrongValue, at: location, "the id of an event has hyphens only, since in paths a dot leads on")
          }
          first[id] = location
          vocabulary.kinds[id] = kind(node, carried)
        }
      }
    }
  }

  private func kind(_ node: SpecNode, _ carried: [String]) -> RecordType {
    let declared = node["fields"]?.entries ?? []
    var fields = Dictionary(
      carried.map { ($0, FieldType(type: .text, about: "Taken over from the record")) },
      uniquingKeysWith: { first, _ in first })
    for entry in declared {
      expectWord(entry.key, at: entry.keyLocation, "field")
      fields[entry.key] = fieldType(entry.value)
    }
    let told = declared.filter { !$0.value.isTrue("secret") }.map(\.key)
    return RecordType(about: node.text("about") ?? node.text("decoy") ?? "", fields: fields, summary: told)
  }

  private func fieldType(_ node: SpecNode) -> FieldType {
    let kind: FieldType.Kind =
      switch node.text("type") {
      case "integer": .integer
      case "bool": .bool
      default: .text
      }
    return FieldType(type: kind, about: node.text("about") ?? "", unit: node.text("unit"))
  }
}
