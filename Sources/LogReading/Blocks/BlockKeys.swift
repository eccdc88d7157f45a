import ScepspecModel

/// The keys that a format of `Key: value` lines knows, and how one is found in a line.
struct BlockKeys: Sendable {
  struct Key: Sendable {
    let spelling: [Unicode.Scalar]
    /// The fields that it gives; none for one that only begins records.
    let fields: [String]
    let begins: Bool
    /// What follows is free text, as is what stands behind the last key.
    let isFree: Bool
  }

  /// A key found, as places in the line.
  struct Found {
    /// `nil` for one that the format does not know.
    let key: Key?
    let start: Int
    let colon: Int
    let valueStart: Int
    /// A blank stands before the colon.
    let isPadded: Bool
  }

  private let keys: [Key]
  /// Only some keys begin records.
  let hasBeginnings: Bool
  /// The field of the text behind the last key.
  let freeField: String?

  init(_ reader: LogReader) {
    let free = reader.fields.first { $0.value.contains("*") }?.key
    var fields: [String: [String]] = [:]
    for (field, places) in reader.fields {
      for place in places where place != "*" { fields[place, default: []].append(field) }
    }
    for key in reader.begins where fields[key] == nil { fields[key] = [] }
    freeField = free
    hasBeginnings = !reader.begins.isEmpty
    keys = fields.map { name, fields in
      Key(
        spelling: name.unicodeScalars.map(\.folded), fields: fields.sorted(), begins: reader.begins.contains(name),
        isFree: free.map(fields.contains) ?? false)
    }.sorted { $0.spelling.count > $1.spelling.count }
  }

  /// The key that the line begins with, after blanks: a known one, or what looks like one.
  func atStart(of line: [Unicode.Scalar]) -> Found? {
    guard let start = line.firstIndex(where: { !$0.isSpace }) else { return nil }
    for key in keys { if let found = found(key, in: line, at: start) { return found } }
    return strange(in: line, at: start)
  }

  /// A known key in mid-line, after a blank and before a blank or the end.
  func inside(_ line: [Unicode.Scalar], from: Int, where isWanted: (Key) -> Bool) -> Found? {
    guard from < line.count else { return nil }
    for start in from..<line.count where start > 0 && line[start - 1].isSpace && !line[start].isSpace {
      for key in keys where isWanted(key) {
        guard let found = found(key, in: line, at: start),
          found.colon + 1 >= line.count || line[found.colon + 1].isSpace
        else { continue }
        return found
      }
    }
    return nil
  }

  private func found(_ key: Key, in line: [Unicode.Scalar], at start: Int) -> Found? {
    let end = start + key.spelling.count
    guard end < line.count, !key.spelling.isEmpty else { return nil }
    for (offset, scalar) in key.spelling.enumerated() where line[start + offset].folded != scalar { return nil }
    var colon = end
    while colon < line.count, line[colon].isSpace { colon += 1 }
    guard colon < line.count, line[colon].isColon else { return nil }
    return Found(
      key: key, start: start, colon: colon, valueStart: valueStart(line, after: colon), isPadded: colon > end)
  }

  /// A few words and a colon with a blank behind it.
  private func strange(in line: [Unicode.Scalar], at start: Int) -> Found? {
    guard line[start].properties.isAlphabetic,
      let colon = line[start...].prefix(40).firstIndex(where: \.isColon),
      colon + 1 >= line.count || line[colon + 1].isSpace,
      line[start..<colon].allSatisfy({ $0.properties.isAlphabetic || $0.isSpace || $0 == "'" || $0 == "’" || $0 == "-" }
      )
    else { return nil }
    return Found(
      key: nil, start: start, colon: colon, valueStart: valueStart(line, after: colon),
      isPadded: line[colon - 1].isSpace)
  }

  private func valueStart(_ line: [Unicode.Scalar], after colon: Int) -> Int {
    var place = colon + 1
    while place < line.count, line[place].isSpace { place += 1 }
    return place
  }
}

extension Unicode.Scalar {
  /// Blanks, those that do not break among them, as French sets before colons.
  var isSpace: Bool { self == " " || self == "\t" || self == "\u{A0}" || self == "\u{202F}" || self == "\u{3000}" }
  var isColon: Bool { self == ":" || self == "：" }

  /// Without case, and with all blanks alike.
  var folded: Unicode.Scalar {
    if isSpace { return " " }
    if value < 0x80 { return (0x41...0x5A).contains(value) ? Unicode.Scalar(UInt8(value) | 0x20) : self }
    return properties.lowercaseMapping.unicodeScalars.first ?? self
  }
}
