import ScepspecPatterns

/// Tells the first line of a record by the format's patterns. Belongs to one thread.
final class HeadMatcher {
  struct Head {
    let matcher: Matcher
    let groups: [(name: String, number: Int)]
    /// The group that further lines are added to: the message, or else what stands last.
    let body: String
    /// The group that takes the rest of the line, whatever it is: it needs no search.
    let rest: String?
    /// The fields that it may tell.
    let names: [String]

    init(_ shape: HeadShape) {
      let pattern = shape.pattern
      matcher = Matcher(pattern)
      groups = pattern.groupNames.compactMap { name in pattern.group(name).map { (name, $0) } }
      rest = shape.rest
      names = groups.map(\.name) + (shape.rest.map { [$0] } ?? [])
      let last = shape.rest ?? groups.last?.name ?? "message"
      body = pattern.group("message") == nil ? last : "message"
    }
  }

  let heads: [Head]

  init(_ format: CompiledFormat) { heads = format.heads.map(Head.init) }

  /// The first pattern that matches; its groups can be asked for until the next call.
  func match(_ line: UnsafeBufferPointer<UInt8>) -> Head? {
    heads.first { $0.matcher.match(line) == .matched }
  }
}

extension HeadMatcher.Head {
  /// Where a field lies in the line that matched last; `nil` where it is absent or empty.
  func range(of name: String, in line: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
    if name == rest {
      guard let whole = matcher.range(of: 0), whole.upperBound < line.count else { return nil }
      return whole.upperBound..<line.count
    }
    for group in groups where group.name == name {
      guard let range = matcher.range(of: group.number), !range.isEmpty else { return nil }
      return range
    }
    return nil
  }

  /// The fields of the last match.
  func fields(in line: UnsafeBufferPointer<UInt8>) -> [String: String] {
    var fields: [String: String] = [:]
    for name in names {
      guard let range = range(of: name, in: line) else { continue }
      fields[name] = String(decoding: UnsafeBufferPointer(rebasing: line[range]), as: UTF8.self)
    }
    return fields
  }
}

/// A head's pattern, without its end where that takes whatever is left of the line.
struct HeadShape: Sendable {
  let pattern: Pattern
  let rest: String?

  /// `(?<name>.*)$` at the end of a pattern without alternatives at its top matches the rest of every line.
  init(_ source: String) throws(PatternError) {
    let whole = try Pattern(source)
    guard let name = Self.restGroup(of: source), source.hasPrefix("^"), !Self.hasTopAlternatives(source),
      let before = try? Pattern(String(source.dropLast("(?<\(name)>.*)$".count)))
    else {
      pattern = whole
      rest = nil
      return
    }
    pattern = before
    rest = name
  }

  private static func restGroup(of source: String) -> String? {
    guard source.hasSuffix(">.*)$"), let open = source.lastIndex(of: "(") else { return nil }
    let group = source[open...]
    guard group.hasPrefix("(?<") else { return nil }
    let name = group.dropFirst(3).dropLast(">.*)$".count)
    return name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } && !name.isEmpty ? String(name) : nil
  }

  /// Whether a `|` stands outside of all groups and classes, or a `(?|` or an option that this does not understand.
  private static func hasTopAlternatives(_ source: String) -> Bool {
    var depth = 0
    var isInClass = false
    var isEscaped = false
    for character in source {
      if isEscaped { isEscaped = false; continue }
      switch character {
      case "\\": isEscaped = true
      case "[": isInClass = true
      case "]": isInClass = false
      case "(" where !isInClass: depth += 1
      case ")" where !isInClass: depth -= 1
      case "|" where !isInClass && depth == 0: return true
      default: break
      }
    }
    return ["\\Q", "[]", "[^]"].contains { source.contains($0) }
  }
}
