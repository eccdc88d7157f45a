import Model

extension Linker {
  func faults(_ root: SpecNode) -> [Fault] {
    (root["faults"]?.items ?? []).compactMap { node in
      guard node.entries != nil else { return nil }
      let fails = node.words("fails").compactMap { check($0.text, in: nil, at: $0.location) }
      let configure = node["configure"].map(configuration) ?? [:]
      let replies = node["replies"].map(replyChanges) ?? []
      if node["configure"] == nil, node["replies"] == nil {
        log.add(.missingKey, at: node.location, "the fault changes nothing: say 'configure' or 'replies'")
      }
      guard let id = node.text("id"), let title = node.text("title") else { return nil }
      return Fault(
        id: id, title: title, fails: fails, configure: configure, replies: replies, location: node.location)
    }
  }

  private func configuration(_ node: SpecNode) -> [String: Field] {
    guard let type = vocabulary.faults.fields["configure"],
      case .record(let record)? = field(node, as: type, "'configure'")?.value
    else { return [:] }
    return record
  }

  private func replyChanges(_ node: SpecNode) -> [ReplyChange] {
    guard let type = vocabulary.faults.fields["replies"],
      case .list(let items)? = field(node, as: type, "'replies'")?.value
    else { return [] }
    return items.map(replyChange)
  }

  private func replyChange(_ field: Field) -> ReplyChange {
    guard case .record(let record) = field.value else { return ReplyChange(to: [:], build: [:], mutate: [], http: [:]) }
    var mutations: [Mutation] = []
    if case .list(let items)? = record["mutate"]?.value { mutations = items.compactMap(Mutation.init(field:)) }
    return ReplyChange(
      to: fields(of: record["to"]).mapValues(\.value), build: fields(of: record["build"]), mutate: mutations,
      http: fields(of: record["http"]))
  }

  private func fields(of field: Field?) -> [String: Field] {
    if case .record(let record)? = field?.value { record } else { [:] }
  }
}
