import ScepspecEncodings

/// Rich text, byte by byte, so that a block may end anywhere.
struct RichTextParser {
  private enum State {
    case text
    case backslash
    case word(RichTextWord)
    case hex(UInt8?)
    case binary(Int)
  }

  private var state = State.text
  private var groups = RichTextGroups()
  private var high: UInt32?
  private var output: [UInt8] = []

  mutating func parse(_ block: [UInt8]) -> [UInt8] {
    output.reserveCapacity(block.count)
    for byte in block { take(byte) }
    defer { output = [] }
    return output
  }

  mutating func finish() -> [UInt8] {
    if case .word(let word) = state { obey(word) }
    state = .text
    defer { output = [] }
    return output
  }

  private mutating func take(_ byte: UInt8) {
    switch state {
    case .text: takeText(byte)
    case .backslash: takeSymbol(byte)
    case .word(var word):
      if word.take(byte) { return state = .word(word) }
      state = .text
      obey(word)
      // One blank ends a word and belongs to it; anything else stands for itself.
      if case .binary = state { return byte == 0x20 ? () : take(byte) }
      if byte != 0x20 { take(byte) }
    case .hex(let first): takeHex(first, byte)
    case .binary(let left): state = left > 1 ? .binary(left - 1) : .text
    }
  }

  private mutating func takeText(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\\") where groups.isOpen: state = .backslash
    case UInt8(ascii: "{") where !groups.isOver: groups.open()
    case UInt8(ascii: "}") where groups.isOpen: groups.close()
    case 0x0A, 0x0D: if !groups.isOpen { emit(UInt32(byte)) }
    case 0: break
    default: emit(Windows1252.scalar(byte))
    }
  }

  private mutating func takeSymbol(_ byte: UInt8) {
    state = .text
    switch byte {
    case UInt8(ascii: "'"): state = .hex(nil)
    case UInt8(ascii: "*"): groups.skip()
    case 0x0A, 0x0D: emit(0x0A)
    case UInt8(ascii: "~"): emit(0xA0)
    case UInt8(ascii: "_"): emit(0x2D)
    case UInt8(ascii: "-"): break
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
      state = .word(RichTextWord(first: byte))
    default: emit(Windows1252.scalar(byte))
    }
  }

  private mutating func takeHex(_ first: UInt8?, _ byte: UInt8) {
    guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
      state = .text
      return take(byte)
    }
    guard let first else { return state = .hex(UInt8(digit)) }
    state = .text
    emit(Windows1252.scalar(first << 4 | UInt8(digit)))
  }

  private mutating func obey(_ word: RichTextWord) {
    if let symbol = RichTextWord.symbols[word.name] { return emit(symbol) }
    if RichTextWord.unseen.contains(word.name) { return groups.skip() }
    switch word.name {
    case "u": emitUnit(UInt32(UInt16(truncatingIfNeeded: word.value ?? 0xFFFD)))
    case "uc": groups.substitutes = min(max(word.value ?? 1, 0), 16)
    case "bin": state = word.value.map { $0 > 0 ? .binary($0) : .text } ?? .text
    default: break
    }
  }

  /// A UTF-16 unit, after which the group's number of substitutes for older readers is passed over.
  private mutating func emitUnit(_ unit: UInt32) {
    groups.pending = 0
    if let first = high, (0xDC00...0xDFFF).contains(unit) {
      high = nil
      emit(0x10000 + (first - 0xD800) << 10 + (unit - 0xDC00))
    } else if (0xD800...0xDBFF).contains(unit) {
      high = unit
    } else {
      emit(unit)
    }
    groups.pending = groups.substitutes
  }

  private mutating func emit(_ scalar: UInt32) {
    if groups.pending > 0 { return groups.pending -= 1 }
    guard !groups.isSkipping else { return }
    output.append(scalar: scalar)
  }
}
