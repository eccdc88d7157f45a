/// The fixed part of a template instance: which definition, and where the values are.
///
/// Source: libyal, "Template definition" and "Template instance data".
struct InstanceHeader {
  /// Repeats the first four bytes of the definition's identifier.
  var identifier: UInt32
  /// Where the definition is in the chunk: right here, or anywhere before.
  var definition: Int
  var valueCount: Int
  /// Where the descriptions of the values begin; the values follow them.
  var descriptions: Int
  /// Behind the last value.
  var end: Int

  /// - Parameter isLenient: Values that run over the end are cut there.
  init(_ bytes: Bytes, at start: Int, isLenient: Bool = false) throws(Fault) {
    identifier = try bytes.checkedWord(start + 2)
    definition = Int(try bytes.checkedWord(start + 6))
    var at = start + 10
    if definition == at {
      let size = Int(try bytes.checkedWord(at + 20))
      try bytes.need(24 + size, at: at)
      at += 24 + size
    }
    valueCount = Int(try bytes.checkedWord(at))
    descriptions = at + 4
    guard valueCount <= bytes.count / 4 else { throw Fault("counts more values than fit", at: at) }
    try bytes.need(4 * valueCount, at: descriptions)
    end = descriptions + 4 * valueCount
    for index in 0..<valueCount { end += Int(bytes.half(descriptions + 4 * index)) }
    if isLenient { end = min(end, bytes.count) }
    guard end <= bytes.count else { throw Fault("has values that run over its end", at: at) }
  }
}
