/// What the first bytes of an event log file say.
public struct EVTXHeader: Hashable, Sendable {
  /// The file was not closed: its last chunks may hold more records than they tell.
  public var dirty: Bool
  /// The log had reached its largest size.
  public var full: Bool
  public var chunks: Int
  public var nextRecord: UInt64
  /// Where the header is not as it should be.
  public var damage: [EVTXDamage]

  /// Reads the first 128 bytes of a file; nil if it is no event log or ends before.
  ///
  /// Source: libyal, section "File header".
  public init?(_ head: [UInt8]) {
    guard EVTX.isEVTX(head), head.count >= 128 else { return nil }
    (dirty, full, chunks, nextRecord, damage) = head.withUnsafeBytes { raw in
      guard let base = raw.baseAddress else { return (false, false, 0, 0, []) }
      let bytes = Bytes(base: base, count: 128)
      let flags = bytes.word(120)
      var damage: [EVTXDamage] = []
      if CRC32.of(bytes, 0..<120) != bytes.word(124) {
        damage.append(EVTXDamage(offset: 124, reason: "the checksum of the file's header does not hold"))
      }
      if bytes.half(40) != UInt16(EVTX.headerSize) {
        damage.append(
          EVTXDamage(offset: 40, reason: "the header is said to take \(bytes.half(40)) bytes, not \(EVTX.headerSize)"))
      }
      return (flags & 1 != 0, flags & 2 != 0, Int(bytes.half(42)), bytes.long(24), damage)
    }
  }
}
