/// Octets written in hexadecimal: bare, with separators, as a C array, or as dumps with offsets (xxd, hexdump, od,
/// OpenSSL's `-dump`, Wireshark).
enum HexDump {
  static func octets(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    let text = ASCII.trimmed(text)
    guard let first = text.first, ASCII.hexDigit(first) != nil || isSeparator(first) || first == 0x5C else {
      return nil
    }
    if mayHaveOffsets(text), let dump = OffsetDump(ASCII.lines(text).map(ASCII.trimmed).filter { !$0.isEmpty }).octets {
      return dump
    }
    return bare(text)
  }

  /// A list of lines takes more than the text; lines of nothing would make it grow beyond measure.
  private static func mayHaveOffsets(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.count <= 16 << 20, text.prefix(4).allSatisfy({ ASCII.hexDigit($0) != nil }) else { return false }
    return text.count(where: { $0 == 0x0A }) <= text.count / 8 + 8
  }

  /// Pairs of digits; between them blanks, colons, commas, `0x`, `\x`, brackets.
  private static func bare(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    var octets: [UInt8] = []
    var index = text.startIndex
    while index < text.endIndex {
      let octet = text[index]
      if index + 1 < text.endIndex, octet == 0x30 || octet == 0x5C, text[index + 1] | 0x20 == 0x78 {
        index += 2
        continue
      }
      if index + 1 < text.endIndex, let high = ASCII.hexDigit(octet), let low = ASCII.hexDigit(text[index + 1]) {
        octets.append(high << 4 | low)
        index += 2
      } else if isSeparator(octet) {
        index += 1
      } else {
        return nil
      }
    }
    return octets.count > 1 ? octets : nil
  }

  private static func isSeparator(_ octet: UInt8) -> Bool {
    ASCII.isBlank(octet) || [0x3A, 0x2C, 0x3B, 0x7B, 0x7D, 0x5B, 0x5D, 0x22, 0x27, 0x2D].contains(octet)
  }
}

/// Lines that begin with an offset. The offsets tell how many octets a line has, whatever is written beside them.
struct OffsetDump {
  private struct Line {
    var offset: Int
    var rest: ArraySlice<UInt8>
    var repeats = false
  }

  private static let most = 64 << 20
  let octets: [UInt8]?

  init(_ lines: [ArraySlice<UInt8>]) {
    octets = Self.read(lines, radix: 16) ?? Self.read(lines, radix: 8)
  }

  private static func read(_ lines: [ArraySlice<UInt8>], radix: Int) -> [UInt8]? {
    var read: [Line] = []
    for text in lines {
      if text.elementsEqual([0x2A]) {
        guard !read.isEmpty else { return nil }
        read[read.count - 1].repeats = true
        continue
      }
      guard let line = line(text, radix) else { return nil }
      read.append(line)
    }
    guard let first = read.first, first.offset == 0, read.count > 1 || first.rest.count > 1 else { return nil }
    return join(read, radix)
  }

  /// `00000000:`, `0000 -` or `0000000` and a blank.
  private static func line(_ text: ArraySlice<UInt8>, _ radix: Int) -> Line? {
    let digits = text.prefix { ASCII.hexDigit($0).map { $0 < radix } ?? false }
    guard (4...16).contains(digits.count) else { return nil }
    var rest = text.dropFirst(digits.count)
    if rest.first == 0x3A {
      rest = rest.dropFirst()
    } else if !rest.isEmpty, rest.first != 0x20, rest.first != 0x09 {
      return nil
    }
    if rest.starts(with: Array(" - ".utf8)) { rest = rest.dropFirst(3) }
    guard let offset = Int(ASCII.text(digits), radix: radix) else { return nil }
    return Line(offset: offset, rest: rest)
  }

  private static func join(_ lines: [Line], _ radix: Int) -> [UInt8]? {
    var octets: [UInt8] = []
    var width = 16
    for (index, line) in lines.enumerated() {
      guard line.offset == octets.count else { return nil }
      let next = index + 1 < lines.count ? lines[index + 1].offset : nil
      guard next.map({ $0 > line.offset && $0 <= most }) ?? true else { return nil }
      if let next, !line.repeats { width = next - line.offset }
      if let next, !line.repeats, width > 256 || next < line.offset { return nil }
      guard let found = words(line.rest, atMost: width, isLast: next == nil, radix) else { return nil }
      octets += found
      guard let next, line.repeats else { continue }
      guard !found.isEmpty else { return nil }
      while octets.count < next { octets += found }
    }
    return octets.isEmpty ? nil : octets
  }

  /// Words of two, four or more digits, up to the number of octets that the line has.
  private static func words(_ text: ArraySlice<UInt8>, atMost most: Int, isLast: Bool, _ radix: Int) -> [UInt8]? {
    var octets: [UInt8] = []
    var previous: Int?
    // Beside the octets there is a column of characters, behind a wide gap; one gap may be in the middle.
    var rest = text
    while octets.count < most {
      let gap = rest.prefix { $0 == 0x20 || $0 == 0x09 }.count
      rest = rest.dropFirst(gap)
      let word = rest.prefix { $0 != 0x20 && $0 != 0x09 && $0 != 0x7C }
      if isLast, previous != nil, gap > 1, !(octets.count == 8 && word.count == 2) { break }
      guard let value = self.octets(of: splitting(word), radix), octets.count + value.count <= most else { break }
      octets += value
      previous = word.count
      rest = rest.dropFirst(word.count)
    }
    return octets.isEmpty && !text.isEmpty && !isLast ? nil : octets
  }

  /// OpenSSL writes a hyphen after the eighth octet.
  private static func splitting(_ word: ArraySlice<UInt8>) -> [UInt8] {
    word.count == 5 && word.dropFirst(2).first == 0x2D ? word.filter { $0 != 0x2D } : Array(word)
  }

  private static func octets(of word: [UInt8], _ radix: Int) -> [UInt8]? {
    if radix == 16 {
      guard !word.isEmpty, word.count.isMultiple(of: 2), word.allSatisfy({ ASCII.hexDigit($0) != nil }) else {
        return nil
      }
      return stride(from: 0, to: word.count, by: 2).compactMap { UInt8(ASCII.text(word[$0..<$0 + 2]), radix: 16) }
    }
    guard word.allSatisfy({ (0x30...0x37).contains($0) || ASCII.hexDigit($0) != nil }) else { return nil }
    switch word.count {
    case 2: return UInt8(ASCII.text(word), radix: 16).map { [$0] }
    case 3: return UInt8(ASCII.text(word), radix: 8).map { [$0] }
    // Words of od without options have the order of the machine; they are all little-endian today.
    case 4: return UInt16(ASCII.text(word), radix: 16).map { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    case 6: return UInt16(ASCII.text(word), radix: 8).map { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    default: return nil
    }
  }
}
