import CPCRE2

/// What PCRE2 tells about an expression once it is compiled.
extension CompiledCode {
  var captureCount: Int { number(PCRE2_INFO_CAPTURECOUNT) }

  var isAnchored: Bool { UInt32(truncatingIfNeeded: number(PCRE2_INFO_ALLOPTIONS)) & PCRE2_ANCHORED != 0 }

  var beginsLines: Bool { number(PCRE2_INFO_FIRSTCODETYPE) == 2 }

  /// The named groups, in the order of their numbers. A name stands twice where the option `J` allowed it, but once
  /// where the alternatives of `(?|` share a number.
  var namedGroups: [(name: String, number: Int)] {
    let count = number(PCRE2_INFO_NAMECOUNT)
    let width = number(PCRE2_INFO_NAMEENTRYSIZE)
    var table: UnsafePointer<UInt8>?
    guard pcre2_pattern_info_8(pointer, UInt32(PCRE2_INFO_NAMETABLE), &table) == 0, let table, width > 2 else {
      return []
    }
    // An entry is the number, most significant octet first, then the name and a zero (pcre2api).
    return (0..<count).map { index in
      let entry = UnsafeBufferPointer(start: table + index * width, count: width)
      let name = String(decoding: entry.dropFirst(2).prefix { $0 != 0 }, as: UTF8.self)
      return (name, Int(entry[0]) << 8 | Int(entry[1]))
    }.sorted { ($0.number, $0.name) < ($1.number, $1.name) }
  }

  /// `caseless` where case may be ignored in any part: PCRE2 does not tell whether the one first octet that it found
  /// stands for both cases.
  func firstOctets(caseless: Bool) -> [Bool]? {
    if number(PCRE2_INFO_FIRSTCODETYPE) == 1 {
      let octet = UInt8(truncatingIfNeeded: number(PCRE2_INFO_FIRSTCODEUNIT))
      var found = [Bool](repeating: false, count: 256)
      found[Int(octet)] = true
      let letter = octet | 0x20
      if caseless, (0x61...0x7A).contains(letter) {
        found[Int(letter)] = true
        found[Int(letter ^ 0x20)] = true
      } else if caseless, octet >= 0x80 {
        return nil
      }
      return found
    }
    var bits: UnsafePointer<UInt8>?
    guard pcre2_pattern_info_8(pointer, UInt32(PCRE2_INFO_FIRSTBITMAP), &bits) == 0, let bits else { return nil }
    return (0..<256).map { bits[$0 >> 3] >> ($0 & 7) & 1 == 1 }
  }
}

extension String {
  /// Octets before the last `<name>` or `'name'`; 0 where there is none.
  func offset(of name: String) -> Int {
    let octets = Array(utf8)
    let wanted = Array(name.utf8)
    for start in stride(from: octets.count - wanted.count, to: 0, by: -1)
    where octets[start..<start + wanted.count].elementsEqual(wanted) && "<'".utf8.contains(octets[start - 1]) {
      return start
    }
    return 0
  }
}

extension Sequence<UInt8> {
  /// Whether `(?` is followed by what may set an option, such as `(?i)` or `(?^i:`. Looks like it is enough.
  var containsOptionSetting: Bool {
    var before: (UInt8, UInt8) = (0, 0)
    for octet in self {
      let isOption = (0x41...0x5A).contains(octet & 0xDF) && octet & 0x80 == 0 || octet == 0x5E || octet == 0x2D
      if before == (0x28, 0x3F), isOption { return true }
      before = (before.1, octet)
    }
    return false
  }
}
