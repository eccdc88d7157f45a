/// Several files in one text, as `tail`, `head` and `more` print them: a line `==> name <==` before each.
///
/// What follows a name that comes again, as with `tail -f`, goes on with that file.
struct HeadedParts {
  struct Part {
    /// Empty for what stands before the first line with a name.
    let name: String
    var bytes: [UInt8]
  }

  /// Octets of a text that is looked at, and files that it may hold; a longer one stays as it is.
  static let longest = 16 << 20
  private static let most = 256
  /// The first line with a name stands within so many octets: pasted text has a command or a greeting before it.
  private static let head = 2_048

  /// `nil` where the text has no such lines, or more than can be taken apart.
  static func parts(_ bytes: inout InputBytes) -> [Part]? {
    let start = bytes.peek(head).prefix(head)
    guard holdsName(start) else { return nil }
    let all = bytes.peek(longest + 1)
    guard all.count <= longest else { return nil }
    return split(Array(all))
  }

  private static func holdsName(_ text: some Sequence<UInt8>) -> Bool {
    Array(text).split(separator: 0x0A).contains { name(in: $0) != nil }
  }

  private static func split(_ text: [UInt8]) -> [Part]? {
    var parts = [Part(name: "", bytes: [])]
    var places = ["": 0]
    var current = 0
    var start = text.startIndex
    while start < text.endIndex {
      let end = text[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? text.endIndex
      if let name = name(in: text[start..<end]) {
        guard places.count <= most else { return nil }
        current = places[name] ?? parts.count
        if current == parts.count {
          places[name] = current
          parts.append(Part(name: name, bytes: []))
        }
      } else {
        parts[current].bytes += text[start..<end]
      }
      start = end
    }
    return parts.filter { !$0.bytes.allSatisfy { $0 == 0x0A || $0 == 0x0D || $0 == 0x20 || $0 == 0x09 } }
  }

  private static func name(in line: ArraySlice<UInt8>) -> String? {
    guard line.starts(with: "==> ".utf8), let last = line.lastIndex(where: { $0 > 0x20 }), line.count <= 512 else {
      return nil
    }
    let text = String(decoding: line[...last], as: UTF8.self)
    guard text.hasSuffix(" <=="), text.count > 8 else { return nil }
    return String(text.dropFirst(4).dropLast(4))
  }
}
