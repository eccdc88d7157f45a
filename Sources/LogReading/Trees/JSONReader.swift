import ScepspecLogInputs

/// Objects of JSON, whatever holds them.
final class JSONReader: RecordReader {
  private(set) var tally = ReadingTally()
  private let fields: [(name: String, paths: [[String]])]
  private let data: [[String]]

  init(_ format: CompiledFormat) {
    fields = format.reader.fields.map { ($0.key, $0.value.map(Self.path)) }
    data = format.reader.data.map(Self.path)
  }

  private static func path(_ text: String) -> [String] {
    text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
  }

  func read(_ source: any ByteSource, _ body: (Record) -> Bool) {
    var source = source
    var cutter = JSONCutter()
    var goesOn = true
    while goesOn, let block = source.next() {
      goesOn = cutter.take(block) { object, line in
        var parser = JSONParser(object)
        guard let value = parser.value() else { tally.misfits += 1; return true }
        return body(record(value, line))
      }
    }
    tally.misfits += cutter.strayLines
    tally.cut += cutter.cut
    if goesOn, cutter.isOpen { tally.endsEarly = true }
  }

  private func record(_ object: JSONValue, _ line: Int) -> Record {
    var record = Record(line: line)
    for (name, paths) in fields {
      for path in paths {
        guard let text = object.values(at: path[...]).lazy.compactMap(\.text).first else { continue }
        record.fields[name] = text.withPlainLineEnds
        break
      }
    }
    for path in data { addData(object.values(at: path[...]), to: &record) }
    return record
  }

  /// A list's values by their place, an object's by their names.
  private func addData(_ values: [JSONValue], to record: inout Record) {
    var place = 0
    for value in values {
      switch value {
      case .object(let members) where members.count > 1:
        for member in members { record.fields["data." + member.name] = member.value.text?.withPlainLineEnds }
      case .array(let items):
        for item in items { add(item) }
      default: add(value)
      }
    }

    func add(_ value: JSONValue) {
      record.fields["data.\(place)"] = value.text?.withPlainLineEnds
      place += 1
    }
  }
}
