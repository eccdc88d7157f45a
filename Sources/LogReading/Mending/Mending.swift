/// One thing that mail programs, terminals and web pages do to a pasted log, and that can be undone.
enum Mending: Hashable, Sendable {
  /// Lines are marked as quoted.
  case quoted
  /// Lines are broken for a width.
  case broken
  /// Line ends are lost, so that records follow one another in one line.
  case runTogether

  /// `nil` where the text does not look so.
  func mended(_ text: [UInt8], _ format: CompiledFormat?) -> [UInt8]? {
    switch self {
    case .quoted: QuotedLines.unquoted(text)
    case .broken: BrokenLines.joined(text)
    case .runTogether: format.flatMap { RunTogether.apart(text, $0) }
    }
  }

  static func all(_ mendings: [Mending], _ text: [UInt8], _ format: CompiledFormat) -> [UInt8] {
    mendings.reduce(text) { $1.mended($0, format) ?? $0 }
  }

  static let remark =
    "quoted, broken or run-together lines were put in order first, so lines are counted in what came of it"
}

/// Lines of a text, without their ends.
func plainLines(_ text: [UInt8]) -> [ArraySlice<UInt8>] {
  text.split(separator: 0x0A, omittingEmptySubsequences: false).map { $0.last == 0x0D ? $0.dropLast() : $0 }
}

/// `>` before lines, as answers to mails have.
enum QuotedLines {
  static func unquoted(_ text: [UInt8]) -> [UInt8]? {
    let lines = plainLines(text)
    var quoted = 0
    var filled = 0
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    for line in lines {
      let rest = afterMarks(line)
      if !line.allSatisfy(\.isBlank) { filled += 1 }
      if rest.count < line.count { quoted += 1 }
      result += rest
      result.append(0x0A)
    }
    return quoted >= least && quoted * 2 >= filled ? result : nil
  }

  /// Behind the marks stands one blank, and no more of them belong to them.
  private static func afterMarks(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var place = line.startIndex
    var rest = line
    while let next = line[place...].first(where: { !$0.isBlank }), next == 0x3E {
      place = (line[place...].firstIndex(of: 0x3E) ?? place) + 1
      rest = line[place...]
    }
    return rest.count < line.count && rest.first == 0x20 ? rest.dropFirst() : rest
  }

  private static let least = 2
}
