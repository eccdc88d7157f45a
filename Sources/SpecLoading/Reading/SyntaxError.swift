import ScepspecModel
import Yams

/// Says what Yams found wrong in our words and with our kind of place.
struct SyntaxError {
  var file: SpecFile
  var text: String
  var log: ProblemLog

  func report(_ error: YamlError) {
    switch error {
    case .duplicatedKeysInMapping(let duplicates, let context):
      duplicates.forEach { report(duplicate: $0, firstAt: context.mark, only: duplicates.count == 1) }
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      report(problem, context, at: mark)
    case .reader(let problem, let offset, _, _):
      log.add(.syntax, at: place(ofCharacter: offset ?? 0), "this is not YAML: \(problem)")
    default:
      log.add(.syntax, at: place(ofCharacter: 0), "this is not YAML")
    }
  }

  private func report(_ problem: String, _ context: YamlError.Context?, at mark: Mark) {
    let location = place(mark)
    if problem.hasPrefix("Maximum nesting level") {
      log.add(.tooDeep, at: location, "values are nested deeper than \(YAMLReader.deepest) levels")
    } else if problem.contains("tab character") || character(at: mark) == "\t" {
      log.add(.syntax, at: location, "a tab cannot indent or separate; use spaces")
    } else if problem.contains("found another document") {
      log.add(.syntax, at: location, "a file holds one document; a second one begins here")
    } else if problem.contains("undefined alias") {
      log.add(.anchor, at: location, "anchors and aliases are not used here; quote a text that begins with '*'")
    } else {
      let during = context.map { " (\($0.text), begun at line \($0.mark.line))" } ?? ""
      log.add(.syntax, at: location, "this is not YAML: \(problem)\(during)")
    }
  }

  /// Yams tells the first place of the first duplicate; the author wants the second.
  private func report(duplicate key: String, firstAt mark: Mark, only: Bool) {
    let second = only ? repetition(of: key, after: mark) : nil
    log.add(
      .duplicateKey, at: second ?? place(mark),
      "the key '\(SpecNode.shown(key))' occurs twice in this mapping"
        + (second == nil ? "" : ", first at line \(mark.line)"))
  }

  private func repetition(of key: String, after mark: Mark) -> Location? {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let indent = mark.column - 1
    for (index, line) in lines.enumerated().dropFirst(mark.line) {
      let blanks = line.prefix { $0 == " " }.count
      if blanks < line.count, blanks < indent { return nil }
      guard blanks == indent, line.dropFirst(indent).hasPrefix(key) else { continue }
      if line.dropFirst(indent + key.count).first == ":" {
        return Location(file: file.name, line: index + 1, column: mark.column)
      }
    }
    return nil
  }

  private func place(_ mark: Mark) -> Location {
    Location(file: file.name, line: max(1, mark.line), column: max(1, mark.column))
  }

  private func place(ofCharacter offset: Int) -> Location {
    let before = text.prefix(offset)
    let line = before.count(where: \.isNewline) + 1
    let column = before.reversed().prefix { !$0.isNewline }.count + 1
    return Location(file: file.name, line: line, column: column)
  }

  private func character(at mark: Mark) -> Character? {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard lines.indices.contains(mark.line - 1) else { return nil }
    return lines[mark.line - 1].dropFirst(mark.column - 1).first
  }
}
