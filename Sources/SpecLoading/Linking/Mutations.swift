import ScepspecModel

/// One item of `mutate:`, such as `{ flip: message.signature, bit: 0 }`: a word with its part, and arguments.
extension Linker {
  func mutation(_ node: SpecNode) -> Mutation? {
    guard let entries = node.entries else {
      log.add(.wrongType, at: node.location, "a mutation is a mapping such as '{ drop: body }', not \(node.kind)")
      return nil
    }
    let words = entries.filter { Mutation.Word(rawValue: $0.key) != nil }
    guard let entry = words.first, let word = Mutation.Word(rawValue: entry.key), words.count == 1 else {
      report(entries, words, at: node.location)
      return nil
    }
    let type = vocabulary.mutations[word.rawValue] ?? RecordType()
    let arguments = record(
      entries.filter { $0.key != entry.key }, of: type.fields, "the mutation '\(word.rawValue)'")
    expectOne(of: type.needs, among: entries, of: word, at: entry.keyLocation)
    guard let part = part(entry.value) else { return nil }
    return Mutation(word, part, arguments.mapValues(\.value))
  }

  private func report(_ entries: [SpecNode.Entry], _ words: [SpecNode.Entry], at location: Location) {
    let all = Mutation.Word.allCases.map(\.rawValue)
    if words.count > 1 {
      let names = words.map { "'\($0.key)'" }.joined(separator: " and ")
      return log.add(.conflictingKeys, at: location, "a mutation has one word, not \(names); write two items")
    }
    guard let first = entries.first else {
      return log.add(.unknownMutation, at: location, "the mutation is empty; expected \(Suggestion.list(all))")
    }
    // A slip in the word is likelier than one in an argument, wherever it stands.
    let near = entries.lazy.compactMap { entry in
      Suggestion.nearest(to: entry.key, among: all).map { (entry, "; did you mean '\($0)'?") }
    }.first
    let (entry, hint) = near ?? (first, "; expected \(Suggestion.list(all))")
    log.add(.unknownMutation, at: entry.keyLocation, "there is no mutation '\(SpecNode.shown(entry.key))'\(hint)")
  }

  private func expectOne(
    of needs: [String], among entries: [SpecNode.Entry], of word: Mutation.Word, at location: Location
  ) {
    guard !needs.isEmpty, entries.count(where: { needs.contains($0.key) }) != 1 else { return }
    let list = needs.map { "'\($0)'" }.joined(separator: " or ")
    log.add(
      .missingKey, at: location, "the mutation '\(word.rawValue)' needs \(needs.count > 1 ? "either " : "")\(list)")
  }

  private func part(_ node: SpecNode) -> String? {
    guard let name = node.text, !name.isEmpty else {
      log.add(
        .unknownPart, at: node.location,
        "the name of a part was expected, such as 'attributes.senderNonce', not \(node.kind)")
      return nil
    }
    if vocabulary.parts[name] != nil { return name }
    let hint = Suggestion.hint(name, among: vocabulary.parts.keys)
    log.add(.unknownPart, at: node.location, "there is no part '\(SpecNode.shown(name))'\(hint)")
    return nil
  }
}
