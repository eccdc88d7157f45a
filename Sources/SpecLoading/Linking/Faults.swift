import ScepspecModel

extension Linker {
  func faults(_ root: SpecNode) -> [Fault] {
    (root["faults"]?.items ?? []).compactMap { node in
      guard node.entries != nil else { return nil }
      let fails = node.words("fails").compactMap { check($0.text, in: nil, at: $0.location) }
      let configure = node["configure"].map(configuration) ?? [:]
      let replies = node["replies"].map(replyChanges) ?? []
      let run = node["run"].flatMap { record($0, as: vocabulary.faults.fields["run"], "'run'") } ?? [:]
      let claims = node["claims"].map(claims) ?? [:]
      // What the server does not do as claimed is a fault as well.
      if node["configure"] == nil, node["replies"] == nil, claims.isEmpty {
        log.add(.missingKey, at: node.location, "the fault changes nothing: say 'configure' or 'replies'")
      }
      guard let id = node.text("id"), let title = node.text("title") else { return nil }
      return Fault(
        id: id, title: title, fails: fails, configure: configure, replies: replies, run: run, claims: claims,
        location: node.location)
    }
  }

  func configuration(_ node: SpecNode) -> [String: Field] {
    record(node, as: vocabulary.faults.fields["configure"], "'configure'") ?? [:]
  }

  /// What a server is said to do.
  func claims(_ node: SpecNode) -> [String: Field] {
    guard let kind = vocabulary.kinds[Target.claimsKind] else {
      log.add(
        .unknownKind, at: node.location,
        "the vocabulary has no kind '\(Target.claimsKind)' that says what can be claimed")
      return [:]
    }
    return record(node, as: FieldType(type: .record(kind)), "'claims'") ?? [:]
  }

  private func record(_ node: SpecNode, as type: FieldType?, _ name: String) -> [String: Field]? {
    guard let type, case .record(let record)? = field(node, as: type, name)?.value else { return nil }
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
