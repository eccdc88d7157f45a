/// What packs other inputs, recognised by its first bytes and never by its name.
enum Container: Hashable {
  case gzip, bzip2, xz
  case zip, tar, cabinet
  /// Known, but not unpacked here: its name.
  case unsupported(String)

  /// How many first bytes `init` wants to see.
  static let headLength = 512

  /// One stream inside, without a name of its own.
  var isStream: Bool {
    switch self {
    case .gzip, .bzip2, .xz: true
    default: false
    }
  }

  init?(head: [UInt8]) {
    guard let found = Self.byMagic(head) ?? (Self.isTarHeader(head) ? .tar : nil) else { return nil }
    self = found
  }

  private static func byMagic(_ head: [UInt8]) -> Container? {
    if head.starts(with: [0x1F, 0x8B, 8]), head.count > 3, head[3] & 0xE0 == 0 { return .gzip }
    if head.starts(with: [0x50, 0x4B, 3, 4]) || head.starts(with: [0x50, 0x4B, 5, 6]) { return .zip }
    if isBzip2(head) { return .bzip2 }
    if head.starts(with: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0]) { return .xz }
    if head.starts(with: Array("MSCF".utf8) + [0, 0, 0, 0]) { return .cabinet }
    if head.starts(with: [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]) { return .unsupported("7-Zip") }
    if head.starts(with: Array("Rar!".utf8) + [0x1A, 7]) { return .unsupported("RAR") }
    if head.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) { return .unsupported("Zstandard") }
    return nil
  }

  /// "BZh", the block size, then the first block's or (of nothing) the end's six bytes.
  private static func isBzip2(_ head: [UInt8]) -> Bool {
    guard head.count >= 10, head.starts(with: Array("BZh".utf8)), (0x31...0x39).contains(head[3]) else { return false }
    return head[4..<10].elementsEqual([0x31, 0x41, 0x59, 0x26, 0x53, 0x59])
      || head[4..<10].elementsEqual([0x17, 0x72, 0x45, 0x38, 0x50, 0x90])
  }

  /// POSIX ustar header: octal checksum at 148, the sum of all bytes with the checksum itself taken as blanks.
  private static func isTarHeader(_ head: [UInt8]) -> Bool {
    guard head.count >= 512, head[0] != 0 else { return false }
    let digits = head[148..<156].drop { $0 == 0x20 }.prefix { (0x30...0x37).contains($0) }
    guard !digits.isEmpty, let stored = Int(String(decoding: digits, as: UTF8.self), radix: 8) else { return false }
    let sum = head[..<512].reduce(0) { $0 + Int($1) }
    let blanked = sum - head[148..<156].reduce(0) { $0 + Int($1) } + 8 * 0x20
    return stored == blanked
  }
}
