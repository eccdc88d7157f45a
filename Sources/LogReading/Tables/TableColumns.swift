import ScepspecModel

/// Which columns of a table are fields of its records.
struct TableColumns {
  /// Field names by the column's place.
  private var names: [Int: [String]] = [:]
  /// The field of what stands behind the last heading.
  private let beyond: [String]
  let count: Int
  /// How many of the format's headings stand in the row.
  let known: Int

  init(_ headings: [String], _ reader: LogReader) {
    count = headings.count
    let spelt = headings.map(Self.spelt)
    var known = 0
    for (field, places) in reader.fields {
      guard
        let column = places.lazy.compactMap({ place in spelt.firstIndex(of: place == "*" ? "" : Self.spelt(place)) })
          .first
      else { continue }
      names[column, default: []].append(field)
      known += 1
    }
    self.known = known
    let found = names.values.flatMap { $0 }
    beyond = reader.fields.filter { $0.value.contains("*") && !found.contains($0.key) }.map(\.key)
  }

  /// Headings are compared without case, and without blanks and byte order marks around them.
  private static func spelt(_ heading: String) -> String {
    var text = heading.trimmed
    if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
    return text.lowercased()
  }

  func record(_ row: [String], line: Int, empty: String? = nil) -> Record {
    var record = Record(line: line)
    for (place, value) in row.enumerated() where place < count {
      guard let fields = names[place], !value.isEmpty, value != empty else { continue }
      for field in fields { record.fields[field] = value }
    }
    if row.count > count, let field = beyond.first {
      let rest = row[count...].joined(separator: ",")
      if !rest.isEmpty { record.fields[field] = rest }
    }
    return record
  }
}
