import ScepspecModel
import ScepspecPatterns

/// Regular expressions, which stand in many places.
extension Linker {
  /// The names of a pattern's groups; reports a pattern that cannot be used, where that is asked for.
  @discardableResult func checkPattern(_ node: SpecNode) -> [String] {
    guard let text = node.text else { return [] }
    if !isTrusted {
      do throws(PatternError) {
        _ = try Pattern(text)
      } catch {
        log.add(
          .wrongPattern, at: node.location,
          "the pattern cannot be used: \(SpecNode.shown(error.message)), at its character \(error.column)")
      }
    }
    return GroupNames.of(text)
  }
}

/// The named groups of a pattern, read without compiling it.
enum GroupNames {
  static func of(_ pattern: String) -> [String] {
    var names: [String] = []
    var rest = Array(pattern.utf8)[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "\\"): rest = rest.dropFirst()
      case UInt8(ascii: "["): skipSet(&rest)
      case UInt8(ascii: "("): names += name(&rest).map { [$0] } ?? []
      default: break
      }
    }
    return names
  }

  /// Behind `[`, in which parentheses mean themselves, and so does a `]` at the beginning.
  private static func skipSet(_ rest: inout ArraySlice<UInt8>) {
    if rest.first == UInt8(ascii: "^") { rest = rest.dropFirst() }
    if rest.first == UInt8(ascii: "]") { rest = rest.dropFirst() }
    while let byte = rest.popFirst(), byte != UInt8(ascii: "]") {
      if byte == UInt8(ascii: "\\") {
        rest = rest.dropFirst()
      } else if byte == UInt8(ascii: "["), rest.first == UInt8(ascii: ":") {
        rest = rest.drop { $0 != UInt8(ascii: "]") }.dropFirst()
      }
    }
  }

  /// Behind `(`: `?<name>` or `?P<name>`, while `?<=` and `?<!` look behind.
  private static func name(_ rest: inout ArraySlice<UInt8>) -> String? {
    guard rest.first == UInt8(ascii: "?") else { return nil }
    var inside = rest.dropFirst()
    if inside.first == UInt8(ascii: "P") { inside = inside.dropFirst() }
    guard inside.first == UInt8(ascii: "<") else { return nil }
    let name = inside.dropFirst().prefix { $0 != UInt8(ascii: ">") }
    guard let first = name.first, first != UInt8(ascii: "="), first != UInt8(ascii: "!") else { return nil }
    rest = inside.dropFirst(name.count + 1)
    return String(decoding: name, as: UTF8.self)
  }
}
