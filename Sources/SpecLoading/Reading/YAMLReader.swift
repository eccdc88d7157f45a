import ScepspecModel
import Yams

/// Turns a file's octets into nodes, or reports why not.
///
/// Anchors, aliases and tags are refused, and depth and number of nodes are bounded, so that no file can blow up.
struct YAMLReader {
  static let deepest = 64
  static let mostNodes = 100_000

  var file: SpecFile
  var log: ProblemLog

  func read() -> SpecNode? {
    let start = Location(file: file.name, line: 1, column: 1)
    guard file.bytes.count <= SpecFolder.largestFile else {
      log.add(.tooLarge, at: start, "the file is larger than \(SpecFolder.largestFile) octets")
      return nil
    }
    guard let text = String(validating: file.bytes, as: UTF8.self) else {
      log.add(.invalidUTF8, at: TextPlace.ofInvalidUTF8(file), "the file is not valid UTF-8")
      return nil
    }
    if let place = AliasGuard(file: file).tooMany() {
      log.add(.anchor, at: place, "anchors and aliases are not used here; write the value again")
      return nil
    }
    return compose(text, start)
  }

  private func compose(_ text: String, _ start: Location) -> SpecNode? {
    do {
      // Without resolver rules every scalar stays text, which is also four times as fast.
      let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
      return try withExtendedLifetime(parser) {
        guard let root = try parser.singleRoot() else {
          log.add(.empty, at: start, "the file is empty; expected a 'format:' head, such as 'format: suite/1'")
          return nil
        }
        let before = log.problems.count
        var copy = NodeCopy(file: file.name, log: log)
        let node = copy.node(root, depth: 0, at: start)
        // Where a value was refused, what follows from its absence would only distract.
        return log.problems.count == before ? node : nil
      }
    } catch let error as YamlError {
      SyntaxError(file: file, text: text, log: log).report(error)
    } catch {
      log.add(.syntax, at: start, "the file cannot be read as YAML")
    }
    return nil
  }
}

/// Copies Yams's tree into ours, within bounds.
private struct NodeCopy {
  var file: String
  var log: ProblemLog
  private var count = 0
  private var isFull = false

  init(file: String, log: ProblemLog) {
    self.file = file
    self.log = log
  }

  mutating func node(_ node: Node, depth: Int, at parent: Location) -> SpecNode? {
    let location = node.mark.map { Location(file: file, line: $0.line, column: $0.column) } ?? parent
    guard isAllowed(node, depth, location) else { return nil }
    switch node {
    case .scalar(let scalar):
      let quoted = scalar.style != .plain && scalar.style != .any
      return SpecNode(content: .scalar(scalar.string, quoted: quoted), location: location)
    case .sequence(let sequence):
      let items = sequence.compactMap { self.node($0, depth: depth + 1, at: location) }
      return SpecNode(content: .list(items), location: location)
    case .mapping(let mapping):
      let entries = mapping.compactMap { self.entry($0.key, $0.value, depth, location) }
      return SpecNode(content: .mapping(entries), location: location)
    case .alias:
      return nil
    }
  }

  private mutating func entry(_ key: Node, _ value: Node, _ depth: Int, _ parent: Location) -> SpecNode.Entry? {
    guard let keyNode = node(key, depth: depth + 1, at: parent) else { return nil }
    guard let text = keyNode.text else {
      log.add(.wrongType, at: keyNode.location, "a key has to be a word, not \(keyNode.kind)")
      return nil
    }
    guard let value = node(value, depth: depth + 1, at: keyNode.location) else { return nil }
    return SpecNode.Entry(key: text, keyLocation: keyNode.location, value: value)
  }

  private mutating func isAllowed(_ node: Node, _ depth: Int, _ location: Location) -> Bool {
    guard !isFull else { return false }
    count += 1
    if count > YAMLReader.mostNodes {
      log.add(.tooManyNodes, at: location, "the file has more than \(YAMLReader.mostNodes) values")
      isFull = true
      return false
    }
    if depth > YAMLReader.deepest {
      log.add(.tooDeep, at: location, "values are nested deeper than \(YAMLReader.deepest) levels")
      isFull = true
      return false
    }
    if node.anchor != nil {
      log.add(.anchor, at: location, "anchors and aliases are not used here; write the value again")
      return false
    }
    if !node.explicitTag.isEmpty {
      log.add(.tag, at: location, "the tag '\(SpecNode.shown(node.explicitTag))' is not used here; leave it out")
      return false
    }
    return true
  }
}

extension Node {
  /// The tag written in the file; empty where there is none, or where it says what holds anyway.
  fileprivate var explicitTag: String {
    let implied = ["", "tag:yaml.org,2002:str", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"]
    return implied.contains(tag.description) ? "" : tag.description
  }
}
