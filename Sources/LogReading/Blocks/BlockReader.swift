import ScepspecLogInputs

/// Records of `Key: value` lines, as people copy them out of windows and consoles.
///
/// Free text goes on until a key that begins records; keys may be missing, unknown, or all on one line; lists that are
/// padded to a column (`Key   : value`) may break values over indented lines, and have keys after free text too.
final class BlockReader: RecordReader {
  private(set) var tally = ReadingTally()
  private let keys: BlockKeys
  private var open: OpenBlock?

  init(_ format: CompiledFormat) { keys = BlockKeys(format.reader) }

  func read(_ source: any ByteSource, _ body: (Record) -> Bool) {
    var lines = LineFeed()
    var goesOn = true
    lines.read(source) { line, number in
      goesOn = take(Array(String(decoding: line, as: UTF8.self).unicodeScalars), number, body)
      return goesOn
    }
    tally.cut += lines.cut
    if goesOn { _ = close(body) }
  }

  private func take(_ line: [Unicode.Scalar], _ number: Int, _ body: (Record) -> Bool) -> Bool {
    guard let found = keys.atStart(of: line), isKey(found, line) else {
      if open == nil {
        if !line.allSatisfy(\.isSpace) { tally.misfits += 1 }
      } else {
        open?.add(line)
      }
      return true
    }
    return set(found, line, number, body)
  }

  /// Whether what looks like a key is one, and not part of free text.
  private func isKey(_ found: BlockKeys.Found, _ line: [Unicode.Scalar]) -> Bool {
    guard let open else { return found.key != nil }
    let isAligned = isAligned(found)
    switch open.state {
    case .keys: return true
    case .looseText: return isAligned || found.key != nil
    case .freeText:
      guard let key = found.key else { return isAligned }
      // Alone on its line it is a heading for something else.
      return isAligned || key.begins || (!key.isFree && found.valueStart >= line.count)
    }
  }

  private func set(_ found: BlockKeys.Found, _ line: [Unicode.Scalar], _ number: Int, _ body: (Record) -> Bool) -> Bool
  {
    if let key = found.key, begins(key, isAligned: isAligned(found)) {
      guard close(body) else { return false }
      open = OpenBlock(line: number, freeField: keys.freeField)
    }
    guard open != nil else {
      tally.misfits += 1
      return true
    }
    // The next key on the same line ends the value; after free text only one that begins a record does.
    let isFree = found.key?.isFree == true
    let next = keys.inside(line, from: found.valueStart) { isFree ? $0.begins : true }
    let end = next?.start ?? line.count
    open?.set(found, String(line[min(found.valueStart, end)..<end]))
    guard let next else { return true }
    return set(next, line, number, body)
  }

  private func begins(_ key: BlockKeys.Key, isAligned: Bool) -> Bool {
    guard key.begins || !keys.hasBeginnings else { return false }
    guard let open else { return true }
    return open.has(key) || (key.begins && open.state != .keys && !isAligned)
  }

  /// It stands in the column of a padded list.
  private func isAligned(_ found: BlockKeys.Found) -> Bool {
    found.start == 0 && found.isPadded && found.colon == open?.colonColumn
  }

  private func close(_ body: (Record) -> Bool) -> Bool {
    guard let closed = open else { return true }
    open = nil
    if closed.isCut { tally.cut += 1 }
    return closed.finished.map(body) ?? true
  }
}
