import ScepspecModel

/// What surrounds a predicate: inside `every`, `some` and `none` the list's item, in a machine the kind that fires.
struct Scope {
  /// The type that paths beginning with a dot start from.
  var item: FieldType?
  /// The only kind that paths may name, in a machine.
  var onlyKind: String?
  /// The tables of that kind's fields that are codes.
  var codes: [String: [CodeTable]] = [:]

  static let check = Scope()
}

extension Linker {
  /// A path with the type of what it leads to.
  func path(_ node: SpecNode, _ scope: Scope) -> (path: Path, type: FieldType)? {
    guard let text = node.text, !text.isEmpty else {
      log.add(.wrongPath, at: node.location, "a path such as 'http.status' was expected, not \(node.kind)")
      return nil
    }
    return path(text, at: node, scope)
  }

  /// The same for a part of a text that begins at `offset`, such as `{http.status}` in a message.
  func path(_ text: String, at node: SpecNode, offset: Int = 0, _ scope: Scope) -> (path: Path, type: FieldType)? {
    let halves = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let names = halves.first ?? ""
    let isRelative = names.hasPrefix(".")
    let below = names.dropFirst(isRelative ? 1 : 0)
    let components = names == "." ? [] : below.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    var walk = Walk(linker: self, node: node, offset: offset + (isRelative ? 1 : 0), text: text)
    guard let start = walk.start(components, isRelative: isRelative, scope),
      let end = walk.follow(components.dropFirst(isRelative ? 0 : 1), from: start)
    else { return nil }
    var path = Path(components: components, isRelative: isRelative)
    guard halves.count == 2 else { return (path, end) }
    guard let (aspect, type) = walk.aspect(halves[1], of: end, offset + names.count + 1) else { return nil }
    path.aspect = aspect
    return (path, type)
  }
}

/// One walk along a path; reports where it leads nowhere.
private struct Walk {
  var linker: Linker
  var node: SpecNode
  /// Characters from the start of the scalar to the component at hand.
  var offset: Int
  var text: String

  private var location: Location { node.location(at: offset) }
  private func report(_ code: SpecProblem.Code, _ message: String) { linker.log.add(code, at: location, message) }

  /// The record or item that the path starts from.
  mutating func start(_ components: [String], isRelative: Bool, _ scope: Scope) -> FieldType? {
    if isRelative {
      if let item = scope.item { return item }
      report(
        .wrongPath,
        "'\(SpecNode.shown(text))' begins with a dot, which means the item of a list, and there is no list here")
      return nil
    }
    let name = components.first ?? ""
    let kinds = scope.onlyKind == nil ? linker.exchangeKinds : Set(linker.vocabulary.kinds.keys)
    guard kinds.contains(name), let kind = linker.vocabulary.kinds[name] else {
      let help = Suggestion.help(name, among: kinds)
      report(
        .unknownKind, "no adapter observes '\(SpecNode.shown(name))'\(help)")
      return nil
    }
    if let only = scope.onlyKind, only != name {
      report(.wrongPath, "only '\(only)' is at hand here, not '\(name)'")
      return nil
    }
    offset += name.count + 1
    guard components.count > 1 else {
      report(.wrongPath, "'\(name)' is a kind; name one of its fields, or say 'observed: \(name)'")
      return nil
    }
    return FieldType(type: .record(kind), about: name)
  }

  mutating func follow(_ components: ArraySlice<String>, from start: FieldType) -> FieldType? {
    var type = start
    for component in components {
      guard let next = step(component, from: type) else { return nil }
      type = next
      offset += component.count + 1
    }
    return type
  }

  private func step(_ component: String, from type: FieldType) -> FieldType? {
    switch type.type {
    case .record(let record): return field(component, in: record.fields)
    case .reference(let name): return field(component, in: linker.vocabulary.records[name]?.fields ?? [:])
    case .list(let item):
      if Int(component) != nil { return item }
      report(.wrongPath, "a list stands before '\(SpecNode.shown(component))'; use every, some or none, or a number")
    default:
      report(.wrongPath, "'\(SpecNode.shown(component))' leads on from \(type.words), which has no fields")
    }
    return nil
  }

  private func field(_ name: String, in fields: [String: FieldType]) -> FieldType? {
    if let type = fields[name] { return type }
    let help = Suggestion.help(name, among: fields.keys)
    report(
      .unknownField, "there is no field '\(SpecNode.shown(name))' here\(help)")
    return nil
  }

  mutating func aspect(_ word: String, of type: FieldType, _ place: Int) -> (Aspect, FieldType)? {
    offset = place
    guard let aspect = Aspect(rawValue: word) else {
      let words = Aspect.allCases.map(\.rawValue)
      let help = Suggestion.help(word, among: words)
      report(
        .unknownAspect, "there is no aspect '@\(SpecNode.shown(word))'\(help)")
      return nil
    }
    if let result = aspect.type(of: type, linker.vocabulary) { return (aspect, result) }
    report(.wrongAspect, "'@\(word)' exists of \(aspect.owners), and this is \(type.words)")
    return nil
  }
}

extension Aspect {
  /// The type of the aspect of a value of type `type`, where there is one.
  fileprivate func type(of type: FieldType, _ vocabulary: Vocabulary) -> FieldType? {
    switch (self, type.type) {
    case (.tag, _) where type.encoded:
      FieldType(type: .text, names: vocabulary.names["tag"] == nil ? nil : "tag", open: true)
    case (.bytes, _) where type.encoded: FieldType(type: .bytes)
    case (.offset, _) where type.encoded: FieldType(type: .integer, unit: "octet")
    case (.length, .bytes): FieldType(type: .integer, unit: "octet")
    case (.length, .text): FieldType(type: .integer, unit: "character")
    case (.count, .list): FieldType(type: .integer)
    case (.lower, .text): FieldType(type: .text)
    default: nil
    }
  }

  fileprivate var owners: String {
    switch self {
    case .tag, .bytes, .offset: "fields that the vocabulary calls encoded"
    case .length: "texts and byte strings"
    case .count: "lists"
    case .lower: "texts"
    }
  }
}

extension Linker {
  /// A field of the exchange that was named, or, of a kind that belongs to the whole run, of the run.
  func reference(_ path: Path, of exchange: String?, at node: SpecNode) -> FieldReference {
    FieldReference(path, of: self.exchange(exchange, of: path.kind, at: node))
  }

  /// Where a kind is looked up.
  func exchange(_ exchange: String?, of kind: String?, at node: SpecNode) -> String? {
    guard let kind, vocabulary.kinds[kind]?.isStanding == true else { return exchange }
    if exchange != nil {
      log.add(.wrongPath, at: node.location, "'\(kind)' belongs to the whole run, not to an exchange; leave 'of' out")
    }
    return Exchange.standing
  }
}
