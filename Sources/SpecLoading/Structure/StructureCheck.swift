import ScepspecModel

/// Compares a file with its shape: unknown and missing keys, wrong types. Whatever reads the nodes afterwards can pass
/// over what does not fit, because it was reported here.
struct StructureCheck {
  var log: ProblemLog

  /// `name` says in messages what the node is, such as `title`.
  func check(_ node: SpecNode, _ shape: Shape, _ name: String) {
    switch shape {
    case .text: expectText(node, name)
    case .line: expectLine(node, name)
    case .bool: expectWord(node, ["true", "false"], name)
    case .word(let words): expectWord(node, words, name)
    case .id: expectID(node, name)
    case .list(let item): expectList(node, item, name, atLeast: 0)
    case .filled(let item): expectList(node, item, name, atLeast: 1)
    case .oneOrMore(let item): node.items == nil ? check(node, item, name) : expectList(node, item, name, atLeast: 1)
    case .map(let value): expectMap(node, value, name)
    case .record(let record): check(node, record)
    case .linked: if node.isMissing { expectLine(node, name) }
    }
  }

  func check(_ node: SpecNode, _ record: RecordShape) {
    guard let entries = node.entries else {
      return log.add(
        .wrongType, at: node.location,
        "\(record.words.withArticle) is a mapping with the keys \(Suggestion.list(record.names)), not \(node.kind)")
    }
    for entry in entries {
      guard let key = record.keys.first(where: { $0.name == entry.key }) else {
        log.unknownKey(entry, of: record.words, known: record.names)
        continue
      }
      check(entry.value, key.shape, key.name)
    }
    for key in record.keys where key.isRequired && !entries.contains(where: { $0.key == key.name }) {
      log.add(.missingKey, at: node.location, "the \(record.words) has no '\(key.name)': \(key.about.lowercasedFirst)")
    }
  }

  private func expectText(_ node: SpecNode, _ name: String) {
    guard node.text == nil else { return }
    log.add(.wrongType, at: node.location, "'\(name)' is a text, not \(node.kind)")
  }

  private func expectLine(_ node: SpecNode, _ name: String) {
    guard let text = node.text else { return expectText(node, name) }
    if text.allSatisfy(\.isWhitespace) {
      log.add(.wrongType, at: node.location, "'\(name)' is empty; expected a text")
    } else if text.unicodeScalars.contains(where: { ($0.value < 32 && $0 != "\n" && $0 != "\t") || $0.value == 127 }) {
      log.add(.wrongValue, at: node.location, "'\(name)' has a control character")
    }
  }

  private func expectWord(_ node: SpecNode, _ words: [String], _ name: String) {
    guard let text = node.text else { return expectText(node, name) }
    guard !words.contains(text) else { return }
    log.add(
      .wrongValue, at: node.location,
      "'\(name)' is \(Suggestion.list(words)), not \(node.kind)\(Suggestion.hint(text, among: words))")
  }

  private func expectID(_ node: SpecNode, _ name: String) {
    guard let text = node.text else { return expectText(node, name) }
    guard !Identifier.isValid(text) else { return }
    log.add(
      .wrongValue, at: node.location,
      "'\(name)' is lower-case letters and digits, joined by single hyphens or dots, not \(node.kind)")
  }

  private func expectList(_ node: SpecNode, _ item: Shape, _ name: String, atLeast least: Int) {
    guard let items = node.items else {
      return log.add(.wrongType, at: node.location, "'\(name)' is a list, not \(node.kind)")
    }
    if items.count < least {
      log.add(.wrongType, at: node.location, "'\(name)' is an empty list; expected at least one item")
    }
    items.forEach { check($0, item, name) }
  }

  private func expectMap(_ node: SpecNode, _ value: Shape, _ name: String) {
    guard let entries = node.entries else {
      return log.add(.wrongType, at: node.location, "'\(name)' is a mapping, not \(node.kind)")
    }
    entries.forEach { check($0.value, value, $0.key) }
  }
}

extension ProblemLog {
  func unknownKey(_ entry: SpecNode.Entry, of what: String, known: [String]) {
    // `like` says whose parameters hold, so it stands among the parameters.
    let isMisplaced = entry.key == "like" && known.contains("send")
    let help = isMisplaced ? "; write it inside 'send'" : Suggestion.help(entry.key, among: known)
    add(.unknownKey, at: entry.keyLocation, "\(what.withArticle) has no key '\(SpecNode.shown(entry.key))'\(help)")
  }
}

/// The form of ids.
enum Identifier {
  static func isValid(_ text: String) -> Bool {
    let words = text.utf8.split(omittingEmptySubsequences: false) { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") }
    return text.utf8.count <= 100 && words.allSatisfy { !$0.isEmpty && $0.allSatisfy(isLetterOrDigit) }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}

extension String {
  var withArticle: String { "aeiou".contains(first ?? "x") ? "an \(self)" : "a \(self)" }

  /// For the middle of a sentence; words such as `HTTP` stay as they are.
  var lowercasedFirst: String {
    guard let first, dropFirst().first?.isUppercase != true else { return self }
    return first.lowercased() + dropFirst()
  }
}
