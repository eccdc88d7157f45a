public import ScepspecModel

/// Writes the JSON Schema of a format for editors, from the shapes that the loader checks files against and the
/// vocabulary that they are read with.
public struct SchemaWriter {
  private let vocabulary: Vocabulary

  public init(_ vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
  }

  /// The whole text of `Specs/schema/FORMAT.schema.json`.
  public func schema(of format: Format) -> String {
    var definitions = Definitions(vocabulary: vocabulary)
    let body = definitions.record(format.shape, head: format.head)
    var entries: [(String, JSONText)] = [
      ("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
      ("title", .text("scepspec \(format.head)")),
    ]
    if case .object(let own) = body { entries += own }
    entries.append(("$defs", .object(definitions.all.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })))
    return JSONText.object(entries).rendered() + "\n"
  }
}

/// The schemas that others refer to, gathered while they are referred to.
struct Definitions {
  var vocabulary: Vocabulary
  private(set) var all: [String: JSONText] = [:]

  init(vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
  }

  /// A reference to the schema `name`, which `make` writes the first time.
  mutating func refer(_ name: String, _ make: (inout Definitions) -> JSONText) -> JSONText {
    if all[name] == nil {
      // Marked first, since schemas refer to themselves.
      all[name] = .bool(true)
      all[name] = make(&self)
    }
    return .reference(name)
  }

  mutating func shape(_ shape: Shape) -> JSONText {
    switch shape {
    case .text, .line: scalar()
    case .bool: .object([("type", .text("boolean"))])
    case .id: .object([("type", .text("string")), ("pattern", .text("^[a-z0-9]+([.-][a-z0-9]+)*$"))])
    case .word(let words): .object([("enum", .texts(words))])
    case .list(let item): list(self.shape(item))
    case .filled(let item): list(self.shape(item), atLeast: 1)
    case .oneOrMore(let item): .object([("anyOf", .list([self.shape(item), list(self.shape(item), atLeast: 1)]))])
    case .map(let value): .object([("type", .text("object")), ("additionalProperties", self.shape(value))])
    case .record(let record): refer(record.name) { $0.record(record) }
    case .linked(let linked): self.linked(linked)
    }
  }

  mutating func record(_ shape: RecordShape, head: String? = nil) -> JSONText {
    let properties = shape.keys.map { key -> (String, JSONText) in
      if key.name == "format", let head { return (key.name, described(.object([("const", .text(head))]), key.about)) }
      return (key.name, described(self.shape(key.shape), key.about))
    }
    return object(shape.about, properties, required: shape.keys.filter(\.isRequired).map(\.name))
  }

  func object(_ about: String, _ properties: [(String, JSONText)], required: [String] = []) -> JSONText {
    var entries: [(String, JSONText)] = about.isEmpty ? [] : [("description", .text(about))]
    entries += [("type", .text("object")), ("properties", .object(properties))]
    if !required.isEmpty { entries.append(("required", .texts(required))) }
    return .object(entries + [("additionalProperties", .bool(false))])
  }

  func described(_ schema: JSONText, _ about: String) -> JSONText {
    guard !about.isEmpty, case .object(let entries) = schema else { return schema }
    return .object([("description", .text(about))] + entries.filter { $0.0 != "description" })
  }

  func list(_ items: JSONText, atLeast least: Int = 0) -> JSONText {
    .object([("type", .text("array")), ("items", items)] + (least > 0 ? [("minItems", .number(least))] : []))
  }

  /// The loader takes every scalar by its text, while editors have typed it already.
  mutating func scalar() -> JSONText {
    refer("scalar") { _ in .object([("type", .texts(["string", "number", "boolean"]))]) }
  }

  private mutating func linked(_ linked: Shape.Linked) -> JSONText {
    switch linked {
    case .predicate: return predicate()
    case .exchanges: return .object([("anyOf", .list([scalar(), list(scalar(), atLeast: 1)]))])
    case .send:
      return refer("send") { $0.send(RecordShape.exchangeInPlace) }
    case .parameters:
      return refer("parameters") { $0.send(RecordShape.exchangeInPlace.filter { $0.name == "like" }) }
    case .fieldType:
      let record = refer("fieldType") { $0.record(.fieldType) }
      return .object([("anyOf", .list([scalar(), record]))])
    case .configure: return fault("configure")
    case .replies: return fault("replies")
    case .run: return fault("run")
    case .claims:
      let kind = vocabulary.kinds[Target.claimsKind] ?? RecordType()
      return refer("claims") { $0.object(kind.about, $0.fields(kind.fields)) }
    case .constants: return .object([("type", .text("object")), ("additionalProperties", scalar())])
    case .condition: return condition()
    }
  }

  /// An exchange's parameters, beside `own` keys.
  private mutating func send(_ own: [KeyShape]) -> JSONText {
    let keys = own.map { ($0.name, described(shape($0.shape), $0.about)) }
    return object("What is sent", keys + fields(vocabulary.parameters.fields))
  }

  /// What a record field has to be.
  private mutating func condition() -> JSONText {
    refer("condition") { definitions in
      let scalar = definitions.scalar()
      let pattern = definitions.object("A pattern is found in it", [("matches", scalar)], required: ["matches"])
      let absent = definitions.object(
        "The record has no such field", [("absent", .object([("const", .bool(true))]))], required: ["absent"])
      return .object([("anyOf", .list([scalar, definitions.list(scalar, atLeast: 1), pattern, absent]))])
    }
  }

  private mutating func fault(_ key: String) -> JSONText {
    vocabulary.faults.fields[key].map { type($0) } ?? .object([])
  }
}
