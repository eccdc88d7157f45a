import ScepspecModel
import ScepspecTranscripts

/// Fields as JSON and back: `{"text": "a"}`, `{"hex": "00ff"}`, `{"record": {…}}`, with the encoding where there is one.
enum FieldCoding {
  static func json(_ field: Field) -> JSONValue {
    var members = [value(field.value)]
    if let encoding = field.encoding {
      members.append(
        .init(
          "encoding",
          ["tag": .string(encoding.tag), "offset": .integer(encoding.offset), "hex": .hex(encoding.bytes)]))
    }
    return .object(members)
  }

  static func json(_ fields: [String: Field]) -> JSONValue {
    .object(fields.sorted { $0.key < $1.key }.map { .init($0.key, json($0.value)) })
  }

  private static func value(_ value: Value) -> JSONValue.Member {
    switch value {
    case .bool(let value): .init("bool", .bool(value))
    case .integer(let value): .init("integer", .integer(value))
    case .text(let value): .init("text", .string(value))
    case .bytes(let value): .init("hex", .hex(value))
    case .time(let value): .init("time", .integer(value))
    case .list(let items): .init("list", .array(items.map(json)))
    case .record(let fields): .init("record", json(fields))
    }
  }

  /// `nil` for anything that is no field.
  static func field(_ json: JSONValue) -> Field? {
    guard let member = json.members?.first, let value = value(member.key, member.value) else { return nil }
    guard let encoding = json["encoding"] else { return Field(value) }
    guard let tag = encoding["tag"]?.text, let offset = encoding["offset"]?.integer,
      let bytes = encoding["hex"]?.hexOctets
    else { return nil }
    return Field(value, Encoding(tag: tag, offset: offset, bytes: bytes))
  }

  static func fields(_ json: JSONValue?) -> [String: Field]? {
    guard let members = json?.members else { return nil }
    var fields: [String: Field] = [:]
    for member in members {
      guard let field = field(member.value) else { return nil }
      fields[member.key] = field
    }
    return fields
  }

  private static func value(_ word: String, _ json: JSONValue) -> Value? {
    switch word {
    case "bool": return json.bool.map(Value.bool)
    case "integer": return json.integer.map(Value.integer)
    case "text": return json.text.map(Value.text)
    case "hex": return json.hexOctets.map(Value.bytes)
    case "time": return json.integer.map(Value.time)
    case "record": return fields(json).map(Value.record)
    case "list":
      guard let items = json.items else { return nil }
      let fields = items.compactMap(field)
      return fields.count == items.count ? .list(fields) : nil
    default: return nil
    }
  }
}

extension JSONValue {
  static func hex(_ octets: [UInt8]) -> JSONValue {
    let digits = Array("0123456789abcdef".utf8)
    return .string(String(decoding: octets.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self))
  }

  var hexOctets: [UInt8]? {
    guard let digits = text.map({ Array($0.utf8) }), digits.count.isMultiple(of: 2) else { return nil }
    var octets: [UInt8] = []
    octets.reserveCapacity(digits.count / 2)
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let high = Self.digit(digits[index]), let low = Self.digit(digits[index + 1]) else { return nil }
      octets.append(high << 4 | low)
    }
    return octets
  }

  private static func digit(_ octet: UInt8) -> UInt8? {
    switch octet {
    case 48...57: octet - 48
    case 97...102: octet - 87
    case 65...70: octet - 55
    default: nil
    }
  }

  /// Members whose value is not there are left out.
  static func present(_ members: [(String, JSONValue?)]) -> JSONValue {
    .object(members.compactMap { key, value in value.map { .init(key, $0) } })
  }

  static func strings(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }
}
