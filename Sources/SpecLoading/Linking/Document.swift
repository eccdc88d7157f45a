import ScepspecModel

/// A file that was read and whose shape was checked.
struct Document: Sendable {
  var format: Format
  var root: SpecNode

  /// Reads the head first, since everything else depends on it.
  init?(_ root: SpecNode, _ log: ProblemLog) {
    guard root.entries != nil else {
      log.add(
        .wrongType, at: root.location, "a specification is a mapping that begins with 'format:', not \(root.kind)")
      return nil
    }
    guard let head = root["format"] else {
      log.add(.missingFormat, at: root.location, "the file has no 'format:' head, such as 'format: suite/1'")
      return nil
    }
    guard let format = Self.format(head, log) else { return nil }
    self.format = format
    self.root = root
    StructureCheck(log: log).check(root, format.shape)
  }

  private static func format(_ head: SpecNode, _ log: ProblemLog) -> Format? {
    let heads = Format.allCases.map(\.head)
    guard let text = head.text else {
      log.add(.unknownFormat, at: head.location, "'format' is \(Suggestion.list(heads)), not \(head.kind)")
      return nil
    }
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard let format = Format(rawValue: parts[0]) else {
      let hint = Suggestion.hint(parts[0], among: Format.allCases.map(\.rawValue))
      log.add(
        .unknownFormat, at: head.location,
        "there is no format \(head.kind)\(hint.isEmpty ? "; expected \(Suggestion.list(heads))" : hint)")
      return nil
    }
    guard parts.count == 2, parts[1] == "\(Format.version)" else {
      log.add(
        .unknownVersion, at: head.location,
        "this tool reads \(format.head), not \(head.kind)"
          + (parts.count == 2 ? "" : "; write the version behind a slash"))
      return nil
    }
    return format
  }
}

extension SpecNode {
  /// The text of a key's value, if it is one.
  func text(_ key: String) -> String? { self[key]?.text }

  /// The items of a list of words, with their places.
  func words(_ key: String) -> [(text: String, location: Location)] {
    (self[key]?.items ?? []).compactMap { item in item.text.map { ($0, item.location) } }
  }

  func isTrue(_ key: String) -> Bool { text(key) == "true" }
}
