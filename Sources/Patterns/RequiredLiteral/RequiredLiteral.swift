/// The octets that every subject matched by an expression must hold, so that a search for them can go first.
///
/// The longest run of literal characters that are met on every way through the expression: at its top level, or in a
/// group without alternatives that cannot be left out. An expression with anything in it whose effect is not certain
/// from the source alone has none. Runs end at line ends, so that a search line by line finds them.
public enum RequiredLiteral {
  /// `nil` where nothing is sure. `source` must be one that PCRE2 compiles with `Pattern`'s options, not caseless.
  public static func octets(of source: String) -> [UInt8]? {
    var reader = ExpressionReader(source)
    guard let items = reader.readAll() else { return nil }
    var runs = RunCollector()
    runs.add(items)
    return runs.longest
  }
}

/// A piece of an expression, as far as literals go.
indirect enum ExpressionItem {
  /// One character, as UTF-8.
  case character([UInt8])
  /// Takes no octets: what stands before it and after it are neighbours.
  case nothing
  /// Takes some octets that are not known, maybe none.
  case unknown
  /// What stands in a group without alternatives.
  case group([ExpressionItem])
  /// At least so often; exactly so often where `isExact`.
  case repeated(ExpressionItem, atLeast: Int, isExact: Bool)
}
