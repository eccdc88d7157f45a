/// Shapes that no text for users has: stack traces, source files with line numbers, exception classes. They are the
/// formats of the languages' own run-time systems, not of any product.
enum Internals {
  /// Octets of a reply that are searched.
  private static let most = 256 << 10
  /// Octets before a line number that may belong to a file's name.
  private static let longestName = 200

  private static let openings = ["Traceback (most recent call last)", "panic: runtime error", "java.lang."]
  private static let sourceEndings: Set<[UInt8]> = Set(
    [
      "aspx", "c", "cc", "clj", "cpp", "cs", "erl", "ex", "go", "groovy", "hs", "java", "js", "jsp", "kt", "php", "pl",
      "pm", "py", "rb", "rs", "scala", "swift", "ts", "vb",
    ].map { Array($0.utf8) })

  static func areShown(in place: [UInt8]) -> Bool {
    let octets = Array(place.prefix(most))
    if openings.contains(where: { !Octets.places(of: Array($0.utf8), in: octets).isEmpty }) { return true }
    return showsGoroutine(octets) || showsSourceLine(octets) || showsExceptionClass(octets)
  }

  /// `goroutine 1 [running]:`
  private static func showsGoroutine(_ octets: [UInt8]) -> Bool {
    Octets.places(of: Array("goroutine ".utf8), in: octets).contains { place in
      let rest = octets[(place + 10)...].drop { isDigit($0) }
      return rest.starts(with: Array(" [".utf8)) && isDigit(octets[place + 10])
    }
  }

  /// `at org.example.Ra.check(Ra.java:12)`, `/usr/src/ra/main.go:12`, `C:\src\Ra\Main.cs:line 12`
  private static func showsSourceLine(_ octets: [UInt8]) -> Bool {
    for (index, octet) in octets.enumerated() where octet == UInt8(ascii: ":") {
      let after = octets[(index + 1)...]
      guard isDigit(after.first) || after.starts(with: Array("line ".utf8)) else { continue }
      let name = word(before: index, in: octets, isInPath)
      guard let dot = name.lastIndex(of: UInt8(ascii: ".")), sourceEndings.contains(Array(name[(dot + 1)...])) else {
        continue
      }
      let separators = name.count { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }
      if separators >= 2 || name.contains(UInt8(ascii: "(")) { return true }
    }
    return false
  }

  /// `org.example.SomeException`, `System.Security.SomeException`
  private static func showsExceptionClass(_ octets: [UInt8]) -> Bool {
    ["Exception", "Error"].contains { ending in
      Octets.places(of: Array(ending.utf8), in: octets).contains { place in
        let end = place + ending.utf8.count
        guard end == octets.count || !isWord(octets[end]) else { return false }
        let name = word(before: place, in: octets, isWord)
        let parts = name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        // The last part is the class's own name without its ending.
        return parts.count >= 3 && parts.dropLast().allSatisfy { !$0.isEmpty }
          && parts.last?.first.map { 65...90 ~= $0 } == true
      }
    }
  }

  private static func word(
    before end: Int, in octets: [UInt8], _ belongs: (UInt8) -> Bool
  ) -> ArraySlice<UInt8> {
    var start = end
    while start > 0, end - start < longestName, belongs(octets[start - 1]) { start -= 1 }
    return octets[start..<end]
  }

  private static func isDigit(_ octet: UInt8?) -> Bool { octet.map { 48...57 ~= $0 } ?? false }

  /// Letters, digits, underscore, dot, dollar, and the angle brackets of generated names.
  private static func isWord(_ octet: UInt8) -> Bool {
    switch octet {
    case 48...57, 65...90, 97...122, 0x5F, 0x2E, 0x24, 0x3C, 0x3E: true
    default: false
    }
  }

  /// These, slashes of both kinds, and `(-@:+`.
  private static func isInPath(_ octet: UInt8) -> Bool {
    switch octet {
    case 0x2F, 0x5C, 0x28, 0x2D, 0x40, 0x3A, 0x2B: true
    default: isWord(octet)
    }
  }
}

enum Octets {
  /// Where the part begins, in order; never overlapping.
  static func places(of part: [UInt8], in octets: [UInt8]) -> [Int] {
    guard let first = part.first, part.count <= octets.count else { return [] }
    var places: [Int] = []
    var index = 0
    while index <= octets.count - part.count {
      if octets[index] == first, octets[index..<index + part.count].elementsEqual(part) {
        places.append(index)
        index += part.count
      } else {
        index += 1
      }
    }
    return places
  }
}
