import ScepspecPatterns

/// A record as tests compare it.
struct Told: Hashable, Sendable, CustomStringConvertible {
  var line: Int
  var offset: Int
  var bytes: [UInt8]
  var isCut: Bool
  var literals: [Int]

  var description: String {
    "\(line)@\(offset) \(String(decoding: bytes, as: UTF8.self))\(isCut ? "…" : "") \(literals)"
  }
}

/// Records found by splitting all lines, the slow and sure way.
struct NaiveRecords {
  var literals: [[UInt8]]?
  var limit: Int
  var window: Int
  var isHead: ([UInt8]) -> Bool

  func records(of text: [UInt8]) -> [Told] {
    var all: [(line: Int, offset: Int, bytes: [UInt8])] = []
    var offset = text.count > 3 && text.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var number = 1
    while offset < text.count {
      let end = text[offset...].firstIndex(of: 0x0A).map { $0 + 1 } ?? text.count
      let line = Array(text[offset..<end])
      if all.isEmpty || isHead(headView(line)) {
        all.append((number, offset, line))
      } else {
        all[all.count - 1].bytes += line
      }
      offset = end
      number += 1
    }
    return all.compactMap { told($0.line, $0.offset, $0.bytes) }
  }

  private func told(_ line: Int, _ offset: Int, _ bytes: [UInt8]) -> Told? {
    let isCut = bytes.count > limit
    let seen = isCut ? Array(bytes.prefix(limit)) : bytes
    let met = (literals ?? []).indices.filter { index in literals.map { seen.offset(of: $0[index]) != nil } ?? false }
    guard literals == nil || !met.isEmpty else { return nil }
    return Told(line: line, offset: offset, bytes: isCut ? seen : withoutLineEnd(seen), isCut: isCut, literals: met)
  }

  /// What a test for heads sees of a line.
  private func headView(_ line: [UInt8]) -> [UInt8] {
    var seen = Array(line.prefix(window))
    if seen.last == 0x0A { seen.removeLast() }
    if seen.last == 0x0D { seen.removeLast() }
    return seen
  }

  private func withoutLineEnd(_ record: [UInt8]) -> [UInt8] {
    guard record.last == 0x0A else { return record }
    return Array(record.dropLast(record.dropLast().last == 0x0D ? 2 : 1))
  }
}

/// What one record said, with its place.
struct FoundRecord<Value: Sendable>: Sendable {
  var value: Value
  /// From 1.
  var line: Int
}

extension RecordReader {
  /// A reader that keeps what each record says.
  static func each<Value: Sendable>(
    isHead: ((UnsafeBufferPointer<UInt8>) -> Bool)? = nil, read: @escaping (ScannedRecord) -> Value?
  ) -> RecordReader where Batch == [FoundRecord<Value>] {
    var found: [FoundRecord<Value>] = []
    return RecordReader(isHead: isHead) { record, line in
      if let value = read(record) { found.append(FoundRecord(value: value, line: line)) }
    } finish: {
      defer { found = [] }
      return found
    }
  }
}

extension FoundBatch {
  /// The records with their lines in the log.
  func records<Value>() -> [FoundRecord<Value>] where Batch == [FoundRecord<Value>] {
    batch.map { FoundRecord(value: $0.value, line: $0.line + linesBefore + 1) }
  }
}
