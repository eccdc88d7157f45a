import ScepspecModel

/// Reads vocabularies; several add up to one.
struct VocabularyLinker {
  var log: ProblemLog

  func vocabulary(of roots: [SpecNode]) -> Vocabulary {
    var vocabulary = Vocabulary()
    for entry in entries(roots, "names") { vocabulary.names[entry.key] = constants(entry.value, entry.key) }
    vocabulary.clients = texts(roots, "clients")
    vocabulary.parts = texts(roots, "parts")
    let known = Known(
      sets: Set(vocabulary.names.keys), records: Set(entries(roots, "records").map(\.key)))
    for entry in entries(roots, "records") { vocabulary.records[entry.key] = record(entry.value, known) }
    for entry in entries(roots, "kinds") { vocabulary.kinds[entry.key] = record(entry.value, known) }
    vocabulary.parameters = RecordType(fields: fields(entries(roots, "parameters"), known))
    vocabulary.faults = RecordType(fields: fields(entries(roots, "faults"), known))
    for entry in entries(roots, "mutations") { vocabulary.mutations[entry.key] = mutation(entry, known) }
    if let root = roots.first { checkMutations(vocabulary, root) }
    return vocabulary
  }

  private struct Known {
    var sets: Set<String>
    var records: Set<String>
  }

  /// The entries of one section of all files, each key once.
  private func entries(_ roots: [SpecNode], _ section: String) -> [SpecNode.Entry] {
    var first: [String: Location] = [:]
    return roots.flatMap { $0[section]?.entries ?? [] }.filter { entry in
      if let known = first[entry.key] {
        log.duplicate("word in '\(section)'", entry.key, at: entry.keyLocation, first: known)
        return false
      }
      first[entry.key] = entry.keyLocation
      return true
    }
  }

  private func texts(_ roots: [SpecNode], _ section: String) -> [String: String] {
    Dictionary(
      entries(roots, section).compactMap { entry in entry.value.text.map { (entry.key, $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  private func constants(_ node: SpecNode, _ name: String) -> [String: Value] {
    guard let entries = node.entries else {
      log.add(.wrongType, at: node.location, "the names '\(name)' are a mapping of words to values, not \(node.kind)")
      return [:]
    }
    var constants: [String: Value] = [:]
    for entry in entries {
      guard let text = entry.value.text, !entry.value.isMissing else {
        log.add(.wrongType, at: entry.value.location, "the value of '\(entry.key)' is a text, not \(entry.value.kind)")
        continue
      }
      constants[entry.key] = .text(text)
    }
    return constants
  }

  private func record(_ node: SpecNode, _ known: Known) -> RecordType {
    let fields = fields(node["fields"]?.entries ?? [], known)
    let summary = node.words("summary")
    for word in summary where fields[word.text] == nil {
      log.add(
        .unknownField, at: word.location,
        "there is no field '\(SpecNode.shown(word.text))' here\(Suggestion.hint(word.text, among: fields.keys))")
    }
    return RecordType(
      about: node.text("about") ?? "", fields: fields, summary: summary.map(\.text), isStanding: node.isTrue("standing")
    )
  }

  private func fields(_ entries: [SpecNode.Entry], _ known: Known) -> [String: FieldType] {
    Dictionary(
      entries.compactMap { entry in type(entry.value, known).map { (entry.key, $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// A type as a mapping, or by name alone (`of: text`).
  private func type(_ node: SpecNode, _ known: Known) -> FieldType? {
    if node.text != nil { return kind(node, whole: node, known).map { FieldType(type: $0) } }
    StructureCheck(log: log).check(node, .fieldType)
    guard let word = node["type"], let kind = kind(word, whole: node, known) else { return nil }
    var type = FieldType(
      type: kind, about: node.text("about") ?? "", names: names(node, known), values: values(node),
      open: node.isTrue("open"), unit: node.text("unit"), encoded: node.isTrue("encoded"))
    // Names and values beside a list are those of its items.
    if case .list(var item) = kind {
      item.names = item.names ?? type.names
      item.values = item.values ?? type.values
      item.open = item.open || type.open
      type.type = .list(item)
      (type.names, type.values, type.open) = (nil, nil, false)
    }
    return type
  }

  private func kind(_ word: SpecNode, whole: SpecNode, _ known: Known) -> FieldType.Kind? {
    guard let name = word.text else { return nil }
    if let simple = Self.simple[name] { return simple }
    switch name {
    case "list":
      guard let item = whole["of"] else {
        log.add(.missingKey, at: whole.location, "a list needs 'of': the type of its items")
        return nil
      }
      return type(item, known).map { .list($0) }
    case "record":
      guard let fields = whole["fields"]?.entries else {
        log.add(.missingKey, at: whole.location, "a record needs 'fields'")
        return nil
      }
      return .record(RecordType(about: whole.text("about") ?? "", fields: self.fields(fields, known)))
    default:
      if known.records.contains(name) { return .reference(name) }
      let words = Self.simple.keys + ["list", "record"] + known.records
      log.add(
        .unknownReference, at: word.location,
        "there is no type or record '\(SpecNode.shown(name))'\(Suggestion.hint(name, among: words))")
      return nil
    }
  }

  private static let simple: [String: FieldType.Kind] = [
    "bool": .bool, "integer": .integer, "text": .text, "bytes": .bytes, "time": .time, "oid": .oid,
    "mutations": .mutations, "exchange": .exchange,
  ]

  private func names(_ node: SpecNode, _ known: Known) -> String? {
    guard let word = node["names"], let name = word.text else { return nil }
    if known.sets.contains(name) { return name }
    log.add(
      .unknownReference, at: word.location,
      "there is no set of names '\(SpecNode.shown(name))'\(Suggestion.hint(name, among: known.sets))")
    return nil
  }

  private func values(_ node: SpecNode) -> [String]? {
    node["values"]?.items?.compactMap(\.text)
  }

  private func mutation(_ entry: SpecNode.Entry, _ known: Known) -> RecordType {
    let words = Mutation.Word.allCases.map(\.rawValue)
    if !words.contains(entry.key) {
      log.add(
        .unknownMutation, at: entry.keyLocation,
        "there is no mutation '\(SpecNode.shown(entry.key))'\(Suggestion.hint(entry.key, among: words))")
    }
    let arguments = fields(entry.value["arguments"]?.entries ?? [], known)
    for need in entry.value.words("needs") where arguments[need.text] == nil {
      log.add(.unknownReference, at: need.location, "there is no argument '\(SpecNode.shown(need.text))' here")
    }
    return RecordType(
      about: entry.value.text("about") ?? "", fields: arguments, needs: entry.value.words("needs").map(\.text))
  }

  private func checkMutations(_ vocabulary: Vocabulary, _ root: SpecNode) {
    guard let section = root["mutations"] else { return }
    for word in Mutation.Word.allCases where vocabulary.mutations[word.rawValue] == nil {
      log.add(.missingKey, at: section.location, "the mutation word '\(word.rawValue)' is not described")
    }
  }
}
