/// Reads the syntax of PCRE2 as far as literals need it, and gives up (`nil`) wherever the meaning is not certain.
struct ExpressionReader {
  let scalars: [Unicode.Scalar]
  var position = 0
  private var depth: UInt32 = 0

  init(_ source: String) { scalars = Array(source.unicodeScalars) }

  mutating func readAll() -> [ExpressionItem]? {
    guard let branches = readBranches(), position == scalars.count else { return nil }
    return branches.count == 1 ? branches[0] : [.unknown]
  }

  /// The alternatives up to the end of a group or of the expression.
  private mutating func readBranches() -> [[ExpressionItem]]? {
    var branches: [[ExpressionItem]] = [[]]
    while let next = peek(), next != ")" {
      if next == "|" {
        position += 1
        branches.append([])
      } else {
        guard let item = readItem(), let quantified = readQuantifiers(of: item) else { return nil }
        branches[branches.count - 1].append(quantified)
      }
    }
    return branches
  }

  private mutating func readItem() -> ExpressionItem? {
    guard let scalar = take() else { return nil }
    switch scalar {
    case "\\": return readEscape()
    case "[": return readClass()
    case "(": return readGroup()
    case ".": return .unknown
    case "^", "$": return .nothing
    case "*", "+", "?", "{": return nil
    default: return .character(Array(String(scalar).utf8))
    }
  }

  private mutating func readGroup() -> ExpressionItem? {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Pattern.maximumNesting, let kind = readGroupKind(), let branches = readBranches(), take() == ")"
    else { return nil }
    switch kind {
    case .lookaround: return .nothing
    case .plain: return branches.count == 1 ? .group(branches[0]) : .unknown
    }
  }

  private enum GroupKind { case plain, lookaround }

  /// Past the start of a group; `nil` for those that set options, recurse, choose, or steer the search.
  private mutating func readGroupKind() -> GroupKind? {
    if peek() == "*" { return nil }
    guard skip("?") else { return .plain }
    for start in ["<=", "<!", "=", "!"] where skip(start) { return .lookaround }
    if skip(":") || skip(">") { return .plain }
    for (start, end) in [("<", ">"), ("P<", ">"), ("'", "'")] where skip(start) {
      return skipName(until: end) ? .plain : nil
    }
    return nil
  }
}
