import ScepspecModel

/// Refuses a file that could hold an alias bomb before it is composed.
///
/// Every anchor is an error anyway; but composing compares keys, and a key made of nested aliases could grow without
/// bound. With few aliases it cannot, so this only counts what looks like one.
struct AliasGuard {
  static let mostAliases = 8

  var file: SpecFile

  /// Where the first anchor stands, if the file has one and more aliases than are harmless.
  func tooMany() -> Location? {
    let bytes = file.bytes
    var anchor: Int?
    var aliases = 0
    for index in bytes.indices where bytes[index] == UInt8(ascii: "&") || bytes[index] == UInt8(ascii: "*") {
      guard startsToken(index), index + 1 < bytes.count, isWord(bytes[index + 1]) else { continue }
      if bytes[index] == UInt8(ascii: "*") {
        aliases += 1
      } else if anchor == nil {
        anchor = index
      }
    }
    guard let anchor, aliases > Self.mostAliases else { return nil }
    return TextPlace.location(of: anchor, in: file)
  }

  private func startsToken(_ index: Int) -> Bool {
    guard index > 0 else { return true }
    return " \t\r\n[{,:-?".utf8.contains(file.bytes[index - 1])
  }

  private func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), 0x80...:
      true
    default: false
    }
  }
}
