import Patterns

/// Tells the first line of a record by the format's patterns. Belongs to one thread.
final class HeadMatcher {
  struct Head {
    let matcher: Matcher
    let groups: [(name: String, number: Int)]
    /// The group that further lines are added to: the message, or else what stands last.
    let body: String

    init(_ pattern: Pattern) {
      matcher = Matcher(pattern)
      groups = pattern.groupNames.compactMap { name in pattern.group(name).map { (name, $0) } }
      body = pattern.group("message") == nil ? groups.last?.name ?? "message" : "message"
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
  /// The groups of the last match that are not empty.
  func fields(in line: UnsafeBufferPointer<UInt8>) -> [String: String] {
    var fields: [String: String] = [:]
    for (name, number) in groups {
      guard let text = matcher.text(of: number, in: line), !text.isEmpty else { continue }
      fields[name] = text
    }
    return fields
  }
}
