import ScepspecPatterns

/// Narrows the ways of a family down to those that a record may be recognised by: those whose fields the format has,
/// and whose conditions on a few telling fields hold. Belongs to one thread.
final class WayChoices {
  struct Choice {
    /// In their order.
    var ways: [Int] = []
    /// The event that the first way finds in every such record, if that is a decoy.
    var decoy: Int?
  }

  let keys: [String]
  private let family: FamilyEvents
  private let ways: [(index: Int, tests: [(key: Int, condition: Int, matcher: Matcher?)])]
  private var known: [[String]: Choice] = [:]

  /// - Parameter keys: fields of the format.
  init(_ format: CompiledFormat, _ family: FamilyEvents, by keys: [String]) {
    self.keys = keys
    self.family = family
    ways = family.ways.indices.filter { family.ways[$0].canMatch(format) }.map { index in
      let conditions = family.ways[index].conditions
      return (
        index,
        conditions.indices.compactMap { place in
          guard let key = keys.firstIndex(of: conditions[place].field) else { return nil }
          guard case .matches(let pattern) = conditions[place].test else { return (key, place, nil) }
          return (key, place, Matcher(pattern))
        }
      )
    }
  }

  /// - Parameter values: of each key; empty where the record has none.
  func choice(_ values: [String]) -> Choice {
    if let choice = known[values] { return choice }
    let choice = found(values)
    if known.count == 4_096 { known = [:] }
    if values.reduce(0, { $0 + $1.utf8.count }) <= 4_096 { known[values] = choice }
    return choice
  }

  private func found(_ values: [String]) -> Choice {
    var choice = Choice()
    for (index, tests) in ways where tests.allSatisfy({ holds($0, family.ways[index], values) }) {
      let way = family.ways[index]
      if choice.ways.isEmpty, tests.count == way.conditions.count, way.pattern == nil, way.contains == nil,
        family.events[way.event].decoy != nil
      {
        choice.decoy = way.event
      }
      choice.ways.append(index)
    }
    return choice
  }

  private func holds(_ test: (key: Int, condition: Int, matcher: Matcher?), _ way: Way, _ values: [String]) -> Bool {
    var value = values[test.key]
    if case .absent = way.conditions[test.condition].test { return value.isEmpty }
    guard !value.isEmpty else { return false }
    return value.withUTF8 { text in
      switch way.conditions[test.condition].test {
      case .oneOf(let texts): texts.contains { $0.equals(text) }
      case .matches: test.matcher?.match(text) == .matched
      case .absent: false
      }
    }
  }
}

extension Way {
  /// False where it looks for something in a field that records of the format never have.
  fileprivate func canMatch(_ format: CompiledFormat) -> Bool {
    if pattern != nil || contains != nil, !format.mayHave(field) { return false }
    return conditions.allSatisfy { condition in
      if case .absent = condition.test { true } else { format.mayHave(condition.field) }
    }
  }
}

extension CompiledFormat {
  /// The fields that extractions set.
  var extractedFields: Set<String> { Set(extractions.flatMap(\.pattern.groupNames)) }

  /// Whether times are written with their year, so that no record's time depends on another's.
  var writesDates: Bool { times.allSatisfy { $0.group("year") != nil || $0.group("milliseconds") != nil } }

  /// Whether a record read from trees may have the field.
  fileprivate func mayHave(_ field: String) -> Bool {
    reader.fields[field] != nil || extractedFields.contains(field) || (!reader.data.isEmpty && field.hasPrefix("data."))
  }
}
