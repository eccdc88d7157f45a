/// Patterns of a small grammar, and texts that they have a chance to match.
struct RandomPattern {
  var chance: Chance
  /// Literal pieces written so far: texts are made of them.
  private var pieces: [String] = ["a", "b", " "]

  init(chance: Chance) { self.chance = chance }

  mutating func source(caseless: Bool = false) -> String {
    let prefix = caseless && chance.below(5) == 0 ? "(?i)" : chance.below(5) == 0 ? "^" : ""
    return prefix + branch(depth: 3) + (chance.below(6) == 0 ? "$" : "")
  }

  private mutating func branch(depth: Int) -> String {
    (0..<1 + chance.below(4)).map { _ in item(depth: depth) }.joined()
  }

  private mutating func item(depth: Int) -> String {
    let item =
      switch chance.below(depth > 0 ? 10 : 6) {
      case 0, 1, 2: literal()
      case 3: chance.pick([".", "\\w", "[ab]", "[^a]", "[.]", "[\\]]", "[a-c…]", "\\b", "[[:alpha:]]", "\\pL", "[]a]"])
      case 4: chance.pick(["\\.", "\\x61", "\\'", "a{", "\\t", "b{,2}", "\\x{2026}", "\\Qa.\\E", "\\s"])
      case 5: literal() + literal()
      case 6: "(" + branch(depth: depth - 1) + ")"
      case 7: chance.pick(["(?:", "(?=", "(?<=", "(?!", "(?>", "(?i:", "(?|"]) + branch(depth: depth - 1) + ")"
      default: "(?:" + branch(depth: depth - 1) + "|" + branch(depth: depth - 1) + ")"
      }
    let quantifiers = ["", "", "", "", "", "?", "*", "+", "+?", "*+", "{2}", "{1,2}", "{0,1}", "{0}", "{1,}", "??"]
    return item + chance.pick(quantifiers)
  }

  private mutating func literal() -> String {
    let piece = chance.pick(["a", "b", "ab", "ba", " ", "c", "…", "abc", "cert", "A", "k", "s"])
    pieces.append(piece)
    return piece
  }

  mutating func text() -> [UInt8] {
    var octets: [UInt8] = []
    for _ in 0..<chance.below(16) {
      octets += Array(chance.pick(pieces + [".", "\t", "…", "]", "'", "B", "{", "\n"]).utf8)
      if chance.below(40) == 0 { octets.append(0xFF) }
    }
    return octets
  }
}
