/// The first 512 bytes of a chunk.
///
/// Source: libyal, section "Chunk header".
struct ChunkHeader {
  static let size = 512

  /// The magic number and the bounds make sense, so the header's word is taken for which records live.
  let isUsable: Bool
  /// Where free space begins; the chunk's end if the header is not usable.
  let free: Int
  let numbers: ClosedRange<UInt64>?
  let identifiers: ClosedRange<UInt64>?
  /// What is wrong, with offsets in the chunk.
  let faults: [Fault]

  init(_ bytes: Bytes) {
    var faults: [Fault] = []
    let isMarked = bytes.long(0) == 0x006b_6e68_4366_6c45
    let free = Int(bytes.word(48))
    let isBounded = free >= ChunkHeader.size && free <= EVTX.chunkSize
    isUsable = isMarked && isBounded
    if !isMarked {
      faults.append(Fault("no chunk begins here", at: 0))
    } else {
      if !isBounded { faults.append(Fault("the chunk's header places its free space outside of the chunk", at: 48)) }
      if CRC32.of(bytes, 0..<120, 128..<512) != bytes.word(124) {
        faults.append(Fault("the checksum of the chunk's header does not hold", at: 124))
      }
      if isBounded, free <= bytes.count, CRC32.of(bytes, 512..<free) != bytes.word(52) {
        faults.append(Fault("the checksum of the chunk's records does not hold", at: 52))
      }
    }
    if isUsable, bytes.count < free { faults.append(Fault("the file ends inside of this chunk", at: bytes.count)) }
    self.free = isUsable ? min(free, bytes.count) : bytes.count
    self.faults = faults
    numbers = Self.range(bytes.long(8), bytes.long(16))
    identifiers = Self.range(bytes.long(24), bytes.long(32))
  }

  /// Whether the header counts the record among its own.
  func counts(_ number: UInt64) -> Bool {
    isUsable && (identifiers?.contains(number) ?? false || numbers?.contains(number) ?? false)
  }

  private static func range(_ first: UInt64, _ last: UInt64) -> ClosedRange<UInt64>? {
    first <= last ? first...last : nil
  }
}
