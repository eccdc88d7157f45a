public import ScepspecModel

/// Decoded messages as `scepspec-decode/1`; `docs/schema/scepspec-decode.schema.json` describes it.
public enum JSONDecoding {
  /// - Parameter tool: the name and version that go into the report.
  public static func render(_ inputs: [DecodedInput], tool: String) -> String {
    JSON.object([
      .init(key: "format", value: .string("scepspec-decode/1")),
      .init(key: "tool", value: .string(tool)),
      .init(key: "complete", value: .bool(inputs.allSatisfy { $0.messages.allSatisfy(\.isComplete) })),
      .init(key: "inputs", value: .array(inputs.map(input))),
    ]).encoded()
  }

  private static func input(_ input: DecodedInput) -> JSON {
    [
      "name": .string(input.name), "octets": .integer(input.octets), "curtailed": .bool(input.isCurtailed),
      "messages": .array(input.messages.map(message)),
    ]
  }

  private static func message(_ message: DecodedMessage) -> JSON {
    [
      "kind": .string(message.kind.rawValue), "title": .string(message.title),
      "complete": .bool(message.isComplete), "encoding": .strings(message.encoding), "place": place(message.place),
      "octets": .integer(message.octets), "cut": message.cut.map(cut) ?? .null,
      "summary": .array(message.facts.map { ["name": .string($0.name), "text": .string($0.text)] }),
      "oddities": .array(
        message.oddities.map { ["id": .string($0.id), "text": .string($0.text), "offset": .optional($0.offset)] }),
      "fields": FlatJSON.object(message.fields), "tree": message.tree.map(node) ?? .null,
      "contents": .array(message.contents.map(self.message)),
    ]
  }

  private static func place(_ place: InputPlace) -> JSON {
    ["offset": .integer(place.offset), "line": .optional(place.line), "column": .optional(place.column)]
  }

  private static func cut(_ cut: DecodedMessage.Cut) -> JSON {
    [
      "offset": .integer(cut.offset), "reason": .string(cut.reason), "end": .bool(cut.isEnd),
      "inside": .strings(cut.inside), "place": cut.place.map(place) ?? .null,
    ]
  }

  private static func node(_ node: DecodedNode) -> JSON {
    var members: [JSON.Member] = []
    if let role = node.role { members.append(.init(key: "role", value: .string(role))) }
    members += [
      .init(key: "type", value: .string(node.type)), .init(key: "offset", value: .integer(node.offset)),
      .init(key: "headerLength", value: .integer(node.headerLength)),
      .init(key: "contentLength", value: .integer(node.contentLength)),
    ]
    if node.isIndefinite { members.append(.init(key: "indefinite", value: .bool(true))) }
    if !node.isComplete { members.append(.init(key: "complete", value: .bool(false))) }
    if node.isEncapsulated { members.append(.init(key: "encapsulated", value: .bool(true))) }
    if node.isHidden { members.append(.init(key: "hidden", value: .bool(true))) }
    if let value = node.value { members.append(.init(key: "value", value: .string(value))) }
    if let name = node.name { members.append(.init(key: "name", value: .string(name))) }
    if !node.children.isEmpty {
      members.append(.init(key: "children", value: .array(node.children.map(self.node))))
    }
    return .object(members)
  }
}

/// Flat fields as JSON: octets in hexadecimal, names in alphabetical order.
public enum FlatJSON {
  public static func object(_ fields: [String: Field]) -> JSON {
    .object(fields.sorted { $0.key < $1.key }.map { .init(key: $0.key, value: value($0.value.value)) })
  }

  static func value(_ value: Value) -> JSON {
    switch value {
    case .bool(let value): .bool(value)
    case .integer(let value), .time(let value): .integer(value)
    case .text(let text): .string(text)
    case .bytes(let octets): .string(Hex.compact(octets))
    case .list(let items): .array(items.map { self.value($0.value) })
    case .record(let fields): object(fields)
    }
  }
}
