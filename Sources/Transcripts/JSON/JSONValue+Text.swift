extension JSONValue {
  /// The value as JSON, indented by a blank a level; ASCII only. Lists and objects without lists or objects in them
  /// stand on one line.
  public func encoded(indent: Int = 0) -> String {
    var text = ""
    write(to: &text, indent: indent)
    return text
  }

  private func write(to text: inout String, indent: Int) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .integer(let value): text += String(value)
    case .number(let value): text += value
    case .string(let value): Self.write(value.utf16, to: &text)
    case .units(let units): Self.write(units, to: &text)
    case .array(let items):
      write(items, "[", "]", to: &text, indent: indent) { item, text in item.write(to: &text, indent: indent + 1) }
    case .object(let members):
      write(members, "{", "}", to: &text, indent: indent) { member, text in
        Self.write(member.key.utf16, to: &text)
        text += ": "
        member.value.write(to: &text, indent: indent + 1)
      }
    }
  }

  private func write<Item>(
    _ items: [Item], _ open: String, _ close: String, to text: inout String, indent: Int,
    _ each: (Item, inout String) -> Void
  ) {
    let isFlat = isFlat
    text += open
    for (index, item) in items.enumerated() {
      if index > 0 { text += isFlat ? ", " : "," }
      if !isFlat { text += "\n" + String(repeating: " ", count: indent + 1) }
      each(item, &text)
    }
    if !isFlat, !items.isEmpty { text += "\n" + String(repeating: " ", count: indent) }
    text += close
  }

  private var isFlat: Bool { ((items ?? []) + (members ?? []).map(\.value)).allSatisfy { $0.isScalar } }

  private var isScalar: Bool {
    switch self {
    case .array(let items): items.isEmpty
    case .object(let members): members.isEmpty
    default: true
    }
  }

  /// RFC 8259 section 7; what is not printable ASCII as `\uXXXX`, so that no encoding can get in the way.
  private static func write(_ units: some Sequence<UInt16>, to text: inout String) {
    var octets: [UInt8] = [UInt8(ascii: "\"")]
    for unit in units {
      switch unit {
      case 0x22: octets += [UInt8(ascii: "\\"), UInt8(ascii: "\"")]
      case 0x5C: octets += [UInt8(ascii: "\\"), UInt8(ascii: "\\")]
      case 0x20...0x7E: octets.append(UInt8(unit))
      default:
        let digits = String(unit, radix: 16)
        octets += Array(("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8)
      }
    }
    octets.append(UInt8(ascii: "\""))
    text += String(decoding: octets, as: UTF8.self)
  }
}
