import ScepspecPatterns

/// Records that follow one another in one line, as web pages leave them that take line ends for blanks.
enum RunTogether {
  /// Fewer are a record that quotes another one.
  private static let least = 2
  /// Where line ends are lost, few records begin a line: of those that do, so many have to follow inside of lines.
  private static let leastRatio = 2

  /// Every place behind a blank where a record of the format may begin gets a line of its own.
  static func apart(_ text: [UInt8], _ format: CompiledFormat) -> [UInt8]? {
    guard format.reader.kind == .lines else { return nil }
    let heads = HeadMatcher(format)
    var result: [UInt8] = []
    result.reserveCapacity(text.count + text.count / 64)
    var found = 0
    var starts = 0
    for line in plainLines(text) {
      let cuts = line.withUnsafeBufferPointer { places(in: $0, heads) }
      if line.withUnsafeBufferPointer({ heads.match($0) != nil }) { starts += 1 }
      found += cuts.count
      var start = line.startIndex
      for cut in cuts {
        result += line[start..<(line.startIndex + cut)]
        result.append(0x0A)
        start = line.startIndex + cut
      }
      result += line[start...]
      result.append(0x0A)
    }
    return found >= least && found >= leastRatio * starts ? result : nil
  }

  private static func places(in line: UnsafeBufferPointer<UInt8>, _ heads: HeadMatcher) -> [Int] {
    var found: [Int] = []
    var place = 0
    while place < line.count, found.count < most {
      if line[place].isBlank || (place > 0 && !line[place - 1].isBlank) { place += 1; continue }
      let rest = UnsafeBufferPointer(rebasing: line[place..<min(line.count, place + longest)])
      guard let head = heads.match(rest), let end = head.matcher.range(of: 0)?.upperBound, head.rest != nil, end > 0
      else {
        place += 1
        continue
      }
      if place > 0 { found.append(place) }
      place += end
    }
    return found
  }

  /// Octets that a head is looked for in, and records of one line.
  private static let longest = 512
  private static let most = 10_000
}
