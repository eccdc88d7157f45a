/// A pattern for path-like ids: `*` stands for any characters, `?` for one; a pattern also fits everything below the
/// folder that it names, so `a` fits `a/b`.
public struct Glob: Hashable, Sendable {
  public let pattern: String
  private let scalars: [Unicode.Scalar]

  public init(_ pattern: String) {
    self.pattern = pattern
    scalars = Array(pattern.unicodeScalars)
  }

  public func fits(_ id: String) -> Bool {
    let all = Array(id.unicodeScalars)
    if fits(all[...]) { return true }
    return all.indices.contains { all[$0] == "/" && fits(all[..<$0]) }
  }

  /// Iterative, with one place to go back to, so that no pattern takes more than the product of both lengths.
  private func fits(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
    var position = text.startIndex
    var index = 0
    var star: (index: Int, position: Int)?
    while position < text.endIndex {
      if index < scalars.count, scalars[index] == "*" {
        star = (index, position)
        index += 1
      } else if index < scalars.count, scalars[index] == "?" || scalars[index] == text[position] {
        index += 1
        position += 1
      } else if let last = star {
        star = (last.index, last.position + 1)
        index = last.index + 1
        position = last.position + 1
      } else {
        return false
      }
    }
    return scalars[index...].allSatisfy { $0 == "*" }
  }
}
