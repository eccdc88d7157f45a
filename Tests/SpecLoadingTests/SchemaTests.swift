import BundledSpecs
import Foundation
import ScepspecModel
import Testing

@testable import ScepspecSpecLoading

@Suite("JSON Schemas")
struct SchemaTests {
  static let specs = RefusedCase.root.deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Specs")

  private static func file(_ format: Format) -> URL {
    specs.appendingPathComponent("schema/\(format.rawValue).schema.json")
  }

  private func vocabulary() throws -> Vocabulary {
    let specifications = try #require(SpecLoader.load(folder: BundledSpecs.folder.path).specifications)
    var vocabulary = specifications.vocabulary
    // Events are no kinds that suites could name.
    for event in specifications.events { vocabulary.kinds[event.id] = nil }
    return vocabulary
  }

  @Test("They say what the loader and the vocabulary say", arguments: Format.allCases)
  func current(_ format: Format) throws {
    let text = SchemaWriter(try vocabulary()).schema(of: format)
    if RefusedTests.isRecording {
      try FileManager.default.createDirectory(
        at: Self.file(format).deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: Self.file(format), atomically: true, encoding: .utf8)
      Issue.record("recorded the schema of \(format.head): read the diff, then run again")
    } else {
      let known = try? String(contentsOf: Self.file(format), encoding: .utf8)
      // As a value, so that a failure is one line and not the whole file.
      let isCurrent = known == text
      #expect(isCurrent, "run: RECORD=1 swift test --filter SchemaTests")
    }
  }

  @Test("They accept every file that ships")
  func shipped() throws {
    let names = try FileManager.default.subpathsOfDirectory(atPath: Self.specs.path)
      .filter { $0.hasSuffix(".yaml") }.sorted()
    #expect(names.count > 10)
    for name in names {
      let bytes = Array(try Data(contentsOf: Self.specs.appendingPathComponent(name)))
      let log = ProblemLog()
      let node = try #require(YAMLReader(file: SpecFile(name: name, bytes: bytes), log: log).read())
      let format = try #require(Document(node, log)).format
      let acceptor = try Acceptor(Self.file(format))
      #expect(acceptor.firstRefused(node) == nil)
    }
  }

  @Test("They refuse a word that the loader does not know")
  func refuse() throws {
    let text = "format: suite/1\nid: a\ntitle: A\nchecks:\n  - { id: a, title: A, level: MUST, on: a, expct: a }\n"
    let log = ProblemLog()
    let node = try #require(YAMLReader(file: SpecFile(name: "a.yaml", bytes: Array(text.utf8)), log: log).read())
    #expect(try Acceptor(Self.file(.suite)).firstRefused(node) != nil)
  }
}

/// As much of JSON Schema as our schemas use, over our own nodes.
private struct Acceptor {
  private let root: [String: Any]

  init(_ file: URL) throws {
    root = try #require(JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
  }

  /// The place of the innermost node that does not fit; `nil` where all fits.
  func firstRefused(_ node: SpecNode) -> Location? { refused(node, root) }

  private func refused(_ node: SpecNode, _ schema: Any) -> Location? {
    guard let schema = schema as? [String: Any] else { return nil }
    if let reference = schema["$ref"] as? String {
      let name = String(reference.dropFirst("#/$defs/".count))
      guard let target = (root["$defs"] as? [String: Any])?[name] else { return node.location }
      if let place = refused(node, target) { return place }
    }
    if let choices = schema["anyOf"] as? [Any] {
      let places = choices.map { refused(node, $0) }
      if !places.contains(nil) { return places.compactMap(\.self).max { $0.line < $1.line } }
    }
    if let words = schema["enum"] as? [String], !words.contains(node.text ?? "\u{0}") { return node.location }
    if let word = schema["const"] as? String, node.text != word { return node.location }
    return refusedType(node, schema)
  }

  private func refusedType(_ node: SpecNode, _ schema: [String: Any]) -> Location? {
    switch schema["type"] as? String {
    case "object": return refusedObject(node, schema)
    case "array":
      guard let items = node.items else { return node.location }
      return schema["items"].flatMap { item in items.lazy.compactMap { refused($0, item) }.first }
    case "boolean": return ["true", "false"].contains(node.text) ? nil : node.location
    case "integer": return node.text.flatMap(Int.init) == nil ? node.location : nil
    case "string": return node.text == nil ? node.location : nil
    default: return schema["type"] != nil && node.text == nil ? node.location : nil
    }
  }

  private func refusedObject(_ node: SpecNode, _ schema: [String: Any]) -> Location? {
    guard let entries = node.entries else { return node.location }
    let properties = schema["properties"] as? [String: Any] ?? [:]
    for entry in entries {
      if let property = properties[entry.key] {
        if let place = refused(entry.value, property) { return place }
      } else if let other = schema["additionalProperties"] as? [String: Any] {
        if let place = refused(entry.value, other) { return place }
      } else {
        return entry.keyLocation
      }
    }
    let missing = (schema["required"] as? [String] ?? []).contains { node[$0] == nil }
    if missing { return node.location }
    guard let choices = schema["oneOf"] as? [[String: Any]] else { return nil }
    let met = choices.filter { ($0["required"] as? [String] ?? []).allSatisfy { node[$0] != nil } }
    return met.count == 1 ? nil : node.location
  }
}
