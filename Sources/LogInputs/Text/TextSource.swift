import ScepspecEncodings

/// Any text as UTF-8, without byte order marks and zero padding, with line feeds where lone carriage returns ended lines.
///
/// Carriage returns before line feeds stay. Blocks that are clean UTF-8 already are handed on untouched.
public struct TextSource: ByteSource {
  public let nature: TextNature
  private var source: InputBytes
  private var decoder: Decoder
  private var returns = ReturnFolder()

  public var problem: InputProblem? { source.problem }

  /// Looks at the first bytes of the source to choose the encoding, unless `nature` tells it.
  public init(_ source: InputBytes, nature: TextNature? = nil) {
    var source = source
    let nature = nature ?? TextNature(head: source.peek(TextNature.headLength))
    self.nature = nature
    self.source = source
    decoder =
      switch nature.encoding {
      case .utf8: .utf8(UTF8Repairer())
      case .windows1252: .windows1252
      case .utf16LittleEndian: .utf16(UTF16Decoder(bigEndian: false))
      case .utf16BigEndian: .utf16(UTF16Decoder(bigEndian: true))
      }
  }

  public mutating func next() -> [UInt8]? {
    while let block = source.next() {
      let text = finished(decoder.decode(block))
      if !text.isEmpty { return text }
    }
    let rest = finished(decoder.finish())
    return rest.isEmpty ? nil : rest
  }

  private mutating func finished(_ text: [UInt8]) -> [UInt8] {
    nature.endsLinesWithReturn ? returns.fold(text) : text
  }
}

private enum Decoder {
  case utf8(UTF8Repairer)
  case utf16(UTF16Decoder)
  case windows1252

  mutating func decode(_ block: [UInt8]) -> [UInt8] {
    switch self {
    case .utf8(var repairer):
      defer { self = .utf8(repairer) }
      return repairer.repair(block)
    case .utf16(var decoder):
      defer { self = .utf16(decoder) }
      return decoder.decode(block)
    case .windows1252: return Self.western(block)
    }
  }

  mutating func finish() -> [UInt8] {
    switch self {
    case .utf8(var repairer):
      defer { self = .utf8(repairer) }
      return repairer.finish()
    case .utf16(var decoder):
      defer { self = .utf16(decoder) }
      return decoder.finish()
    case .windows1252: return []
    }
  }

  private static func western(_ block: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(block.count + block.count / 4)
    for byte in block where byte != 0 {
      if byte < 0x80 { result.append(byte) } else { result.append(scalar: Windows1252.scalar(byte)) }
    }
    return result
  }
}

/// Repairs block by block: a character cut by a block's end waits for the next block.
private struct UTF8Repairer {
  private var cut: [UInt8] = []

  mutating func repair(_ block: [UInt8]) -> [UInt8] {
    let whole = cut.isEmpty ? block : cut + block
    cut = Self.cutEnd(of: whole)
    let end = whole.count - cut.count
    let clean = whole.withUnsafeBytes { TextRepair.isClean(UnsafeRawBufferPointer(rebasing: $0[..<end])) }
    if clean { return cut.isEmpty ? whole : Array(whole[..<end]) }
    return whole.withUnsafeBytes { TextRepair.clean(UnsafeRawBufferPointer(rebasing: $0[..<end])) }
  }

  mutating func finish() -> [UInt8] {
    defer { cut = [] }
    return cut.withUnsafeBytes { TextRepair.clean($0) }
  }

  private static func cutEnd(of bytes: [UInt8]) -> [UInt8] {
    bytes.withUnsafeBytes { raw in
      for back in 1..<4 where back <= raw.count && raw[raw.count - back] >= 0xC0 {
        return UTF8Sequence.length(raw, at: raw.count - back) < 0 ? Array(raw[(raw.count - back)...]) : []
      }
      return []
    }
  }
}

/// Lone carriage returns, and those with a line feed, as one line feed.
private struct ReturnFolder {
  private var afterReturn = false

  mutating func fold(_ text: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    for byte in text {
      if byte == 0x0D { result.append(0x0A) } else if byte != 0x0A || !afterReturn { result.append(byte) }
      afterReturn = byte == 0x0D
    }
    return result
  }
}
