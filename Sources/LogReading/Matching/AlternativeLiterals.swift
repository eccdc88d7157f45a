import ScepspecPatterns

/// The literals of which every match of an expression holds one, where it chooses between alternatives.
enum AlternativeLiterals {
  /// For the choice whose literals are longest; `nil` where there is none that is sure. `source` is a valid expression.
  static func octets(of source: String) -> [[UInt8]]? {
    let text = Array(source)
    var best: [[UInt8]]?
    for choice in choices(text) where choice.bars.count < 32 {
      let starts = [choice.start] + choice.bars.map { $0 + 1 }
      let ends = choice.bars + [choice.end]
      let literals = zip(starts, ends).map { start, end in
        // Every match takes one of the alternatives, and so matches the expression with only that one.
        RequiredLiteral.octets(
          of: String(text[..<choice.start]) + String(text[start..<end]) + String(text[choice.end...]))
      }
      let found = literals.compactMap { $0 }
      guard found.count == literals.count else { continue }
      if shortest(found) > best.map(shortest) ?? 0 { best = found }
    }
    return best
  }

  private static func shortest(_ literals: [[UInt8]]) -> Int { literals.map(\.count).min() ?? 0 }

  /// A choice at the top of the expression, or in a group at its top that is taken exactly once.
  private struct Choice {
    var start: Int
    var bars: [Int] = []
    var end = 0
  }

  private static func choices(_ text: [Character]) -> [Choice] {
    var found: [Choice] = []
    var open = [Choice(start: 0)]
    var isPlain = [true]
    var place = 0
    while place < text.count {
      switch text[place] {
      case "\\": place += 1
      case "[": place = endOfClass(text, place)
      case "(":
        let body = bodyStart(text, place)
        open.append(Choice(start: body ?? place + 1))
        isPlain.append(body != nil)
        place = max(place, (body ?? place + 1) - 1)
      case "|": open[open.count - 1].bars.append(place)
      case ")":
        guard open.count > 1, var choice = open.popLast(), let plain = isPlain.popLast() else { return [] }
        choice.end = place
        let next = place + 1 < text.count ? text[place + 1] : " "
        if plain, open.count == 1, !choice.bars.isEmpty, !"?*+{".contains(next) { found.append(choice) }
      default: break
      }
      place += 1
    }
    guard open.count == 1, var whole = open.first else { return [] }
    whole.end = text.count
    // A choice at the top parts the groups that stand in it.
    return whole.bars.isEmpty ? found : [whole]
  }

  /// Where the alternatives of `(`, `(?:` or `(?<name>` begin; `nil` for groups of another kind.
  private static func bodyStart(_ text: [Character], _ place: Int) -> Int? {
    guard place + 1 < text.count, text[place + 1] == "?" else {
      return place + 1 < text.count && text[place + 1] == "*" ? nil : place + 1
    }
    guard place + 3 < text.count else { return nil }
    if text[place + 2] == ":" { return place + 3 }
    guard text[place + 2] == "<", text[place + 3] != "=", text[place + 3] != "!" else { return nil }
    return text[place...].firstIndex(of: ">").map { $0 + 1 }
  }

  /// The `]` that ends a class; one that comes first is a member.
  private static func endOfClass(_ text: [Character], _ start: Int) -> Int {
    var place = start + 1
    if place < text.count, text[place] == "^" { place += 1 }
    if place < text.count, text[place] == "]" { place += 1 }
    while place < text.count, text[place] != "]" { place += text[place] == "\\" ? 2 : 1 }
    return place
  }
}
