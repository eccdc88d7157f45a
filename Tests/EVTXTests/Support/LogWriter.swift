/// Writes chunks of a Windows event log, whole or with what hostile files have: any token, value and offset can be
/// given. `Tooling/make-evtx` writes whole logs from JSON; this one is for what it would refuse.
struct LogWriter {
  /// What an element or attribute of a template holds.
  indirect enum Part: Sendable {
    case text(String)
    case value(Int, type: UInt8 = 1, optional: Bool = false)
    case element(String, attributes: [(String, [Part])] = [], [Part] = [])
    case entity(String)
    case raw([UInt8])
  }

  enum Value: Sendable {
    case bytes(UInt8, [UInt8])
    case string(String)
    case nested(String, [Part], [Value])

    static let null = Value.bytes(0, [])
  }

  private(set) var bytes = [UInt8](repeating: 0, count: 512)
  private(set) var starts: [Int] = []
  private var names: [String: Int] = [:]
  private var templates: [String: Int] = [:]
  private var numbers: [UInt64] = []

  /// Adds a record that is an instance of the template called `template`, defined by `parts` where it is met first.
  mutating func record(
    _ number: UInt64, _ template: String, _ parts: [Part], _ values: [Value] = [], written: UInt64 = 1 << 56
  ) {
    frame(number, written) { $0.instance(template, parts, values) }
  }

  /// Adds a record of given binary XML.
  mutating func record(_ number: UInt64, raw: [UInt8]) {
    frame(number, 1 << 56) { $0.bytes += raw }
  }

  private mutating func frame(_ number: UInt64, _ written: UInt64, _ content: (inout LogWriter) -> Void) {
    let start = bytes.count
    starts.append(start)
    numbers.append(number)
    put(UInt32(0x2a2a))
    put(UInt32(0))
    put(number)
    put(written)
    content(&self)
    bytes.append(0)
    while bytes.count % 8 != 4 { bytes.append(0) }
    let size = UInt32(bytes.count + 4 - start)
    put(size)
    set(size, at: start + 4)
  }

  mutating func instance(_ template: String, _ parts: [Part], _ values: [Value]) {
    let identifier = UInt32(truncatingIfNeeded: template.utf8.reduce(5381) { ($0 &* 33) &+ Int($1) })
    bytes += [0x0f, 1, 1, 0, 0x0c, 1]
    put(identifier)
    if let known = templates[template] {
      put(UInt32(known))
    } else {
      templates[template] = bytes.count + 4
      put(UInt32(bytes.count + 4))
      put(UInt32(0))
      put(identifier)
      bytes += [UInt8](repeating: 7, count: 12)
      sized {
        $0.bytes += [0x0f, 1, 1, 0]
        for part in parts { $0.add(part) }
        $0.bytes.append(0)
      }
    }
    put(UInt32(values.count))
    let described = bytes.count
    bytes += [UInt8](repeating: 0, count: 4 * values.count)
    for (index, value) in values.enumerated() {
      let start = bytes.count
      var kind: UInt8 = 0x21
      switch value {
      case .bytes(let type, let content):
        kind = type
        bytes += content
      case .string(let text):
        kind = 1
        bytes += Self.utf16(text)
      case .nested(let name, let parts, let values): instance(name, parts, values)
      }
      set(UInt32(bytes.count - start) & 0xffff | UInt32(kind) << 16, at: described + 4 * index)
    }
  }

  mutating func add(_ part: Part) {
    switch part {
    case .raw(let raw): bytes += raw
    case .text(let text):
      bytes += [0x05, 0x01]
      put(UInt16(text.utf16.count))
      bytes += Self.utf16(text)
    case .value(let index, let type, let optional):
      bytes.append(optional ? 0x0e : 0x0d)
      put(UInt16(index))
      bytes.append(type)
    case .entity(let name):
      bytes.append(0x09)
      refer(to: name)
    case .element(let name, let attributes, let content):
      bytes += [attributes.isEmpty ? 0x01 : 0x41, 0xff, 0xff]
      sized { $0.body(name, attributes, content) }
    }
  }

  private mutating func body(_ name: String, _ attributes: [(String, [Part])], _ content: [Part]) {
    refer(to: name)
    if !attributes.isEmpty {
      sized {
        for (index, (name, parts)) in attributes.enumerated() {
          $0.bytes.append(index == attributes.count - 1 ? 0x06 : 0x46)
          $0.refer(to: name)
          for part in parts { $0.add(part) }
        }
      }
    }
    bytes.append(content.isEmpty ? 0x03 : 0x02)
    for part in content { add(part) }
    if !content.isEmpty { bytes.append(0x04) }
  }

  private mutating func refer(to name: String) {
    if let known = names[name] { return put(UInt32(known)) }
    names[name] = bytes.count + 4
    put(UInt32(bytes.count + 4))
    put(UInt32(0))
    put(UInt16(0))
    put(UInt16(name.utf16.count))
    bytes += Self.utf16(name) + [0, 0]
  }

  private mutating func sized(_ write: (inout LogWriter) -> Void) {
    let at = bytes.count
    put(UInt32(0))
    write(&self)
    set(UInt32(bytes.count - at - 4), at: at)
  }

  mutating func put(_ number: some FixedWidthInteger) { bytes += Self.little(number) }

  mutating func set(_ number: some FixedWidthInteger, at offset: Int) {
    bytes.replaceSubrange(offset..<(offset + number.bitWidth / 8), with: Self.little(number))
  }

  static func little(_ number: some FixedWidthInteger) -> [UInt8] {
    (0..<(number.bitWidth / 8)).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }

  static func utf16(_ text: String) -> [UInt8] { text.utf16.flatMap(little) }

  /// The chunk with its header, up to the end of its records. `free` lies about where they end.
  func chunk(free: Int? = nil) -> [UInt8] {
    var whole = self
    let free = free ?? bytes.count
    whole.bytes.replaceSubrange(0..<8, with: Array("ElfChnk\0".utf8))
    for (index, number) in [numbers.first, numbers.last, numbers.first, numbers.last].enumerated() {
      whole.set(number ?? 0, at: 8 + 8 * index)
    }
    whole.set(UInt32(128), at: 40)
    whole.set(UInt32(starts.last ?? 0), at: 44)
    whole.set(UInt32(free), at: 48)
    whole.set(Self.checksum(bytes[512..<max(512, min(free, bytes.count))]), at: 52)
    whole.set(Self.checksum(whole.bytes[0..<120] + whole.bytes[128..<512]), at: 124)
    return whole.bytes
  }

  /// CRC-32, bit by bit.
  static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    ~bytes.reduce(~UInt32(0)) { sum, byte in
      (0..<8).reduce(sum ^ UInt32(byte)) { value, _ in value & 1 == 1 ? 0xedb8_8320 ^ (value >> 1) : value >> 1 }
    }
  }
}
