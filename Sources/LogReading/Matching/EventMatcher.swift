import ScepspecModel
import ScepspecPatterns

/// Recognises the events of a family in records. Belongs to one thread.
final class EventMatcher {
  let family: FamilyEvents
  /// Of each way, made when it is first tried: a log has few of the events that its family knows.
  private var matchers: [Matchers?]

  private struct Matchers {
    let pattern: Matcher?
    /// By the place of the condition.
    let tests: [Matcher?]

    init(_ way: Way) {
      pattern = way.pattern.map { Matcher($0) }
      tests = way.conditions.map { condition in
        if case .matches(let pattern) = condition.test { Matcher(pattern) } else { nil }
      }
    }
  }

  init(_ family: FamilyEvents) {
    self.family = family
    matchers = [Matchers?](repeating: nil, count: family.ways.count)
  }

  private func matchers(of way: Int) -> Matchers {
    if let made = matchers[way] { return made }
    let made = Matchers(family.ways[way])
    matchers[way] = made
    return made
  }

  struct Found: Sendable {
    /// The event's place among those of the family.
    var event: Int
    var content: Observation.Content

    var fields: [String: Field] { content.fields }
  }

  /// The first event, in file order, that the record is.
  func match(_ record: some RecordTexts) -> Found? {
    for way in family.ways.indices {
      if let found = match(record, way: way) { return found }
    }
    return nil
  }

  /// - Parameter fields: those whose conditions are known to hold.
  func match(_ record: some RecordTexts, way index: Int, knowing fields: [String] = []) -> Found? {
    let way = family.ways[index]
    let matchers = matchers(of: index)
    guard holds(way, matchers.tests, record, knowing: fields), let texts = texts(way, matchers.pattern, record) else {
      return nil
    }
    let content = Observation.Content(kind: family.events[way.event].id, fields: family.makers[way.event].fields(texts))
    return Found(event: way.event, content: content)
  }

  private func holds(
    _ way: Way, _ tests: [Matcher?], _ record: some RecordTexts, knowing fields: [String]
  ) -> Bool {
    for (place, condition) in way.conditions.enumerated() where !fields.contains(condition.field) {
      let result = record.with(condition.field) { text in
        switch condition.test {
        case .oneOf(let texts): texts.contains { $0.equals(text) }
        case .matches: tests[place]?.match(text) == .matched
        case .absent: false
        }
      }
      if let result {
        guard result else { return false }
      } else {
        guard case .absent = condition.test else { return false }
      }
    }
    return true
  }

  /// The event's fields as texts; `nil` where the pattern is not found.
  private func texts(_ way: Way, _ matcher: Matcher?, _ record: some RecordTexts) -> [String: Field]? {
    let carry = family.events[way.event].carry
    var found = [String: Field](minimumCapacity: way.groups.count + way.from.count + carry.count)
    if way.pattern != nil || way.contains != nil {
      let isFound = record.with(way.field) { text in
        if let contains = way.contains, !contains.stands(in: text) { return false }
        guard let matcher else { return true }
        guard matcher.match(text) == .matched else { return false }
        for (name, number) in way.groups {
          if let value = matcher.text(of: number, in: text), !value.isEmpty { found[name] = .text(value) }
        }
        return true
      }
      guard isFound == true else { return nil }
    }
    for (name, fields) in way.from {
      if let text = record.text(fields) { found[name] = .text(text) }
    }
    for name in carry where found[name] == nil {
      if let text = record.text(name) { found[name] = .text(text) }
    }
    return found
  }
}

extension [UInt8] {
  func equals(_ other: UnsafeBufferPointer<UInt8>) -> Bool {
    count == other.count && elementsEqual(other)
  }

  /// Whether these octets stand anywhere in the text.
  func stands(in text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first else { return true }
    guard text.count >= count else { return false }
    for start in 0...(text.count - count)
    where text[start] == first && elementsEqual(UnsafeBufferPointer(rebasing: text[start..<start + count])) {
      return true
    }
    return false
  }
}
