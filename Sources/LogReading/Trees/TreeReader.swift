import ScepspecPatterns

/// Recognises events in elements, taking only the fields out of them that are asked for. Belongs to one thread.
final class TreeReader {
  enum Reading {
    /// Lacks what the format needs.
    case misfit
    /// A record, but no event.
    case unknown
    case hit(HitReader.Hit)
  }

  private let fields: TreeFields
  private let needs: [String]
  private let times: TimeReader
  private let events: EventMatcher
  private let choices: WayChoices

  init(_ format: CompiledFormat, _ family: FamilyEvents, _ choices: WayChoices) {
    fields = TreeFields(format)
    needs = format.reader.needs
    times = TimeReader(format)
    events = EventMatcher(family)
    self.choices = choices
  }

  /// - Parameters:
  ///   - choice: what is chosen by the record's keys, where that is known.
  ///   - possible: ways that are left, where that is known.
  func read(
    _ node: some TreeNode, _ choice: WayChoices.Choice? = nil, among possible: [Int]? = nil
  ) -> Reading {
    fields.forget()
    let record = TreeRecord(node: node, fields: fields)
    guard needs.allSatisfy({ record.value($0) != nil }) else { return .misfit }
    let choice = choice ?? choices.choice(choices.keys.map { record.value($0) ?? "" })
    let ways = choice.ways.filter { possible?.contains($0) != false }
    // Most records are of no event, and need nothing more.
    if ways.isEmpty { return .unknown }
    for way in ways {
      if let found = events.match(record, way: way, knowing: choices.keys) {
        return .hit(HitReader.Hit(found: found, time: times.read(record)))
      }
    }
    return .unknown
  }

  /// The time that a record writes so.
  func time(_ text: String) -> WrittenTime? {
    var text = text
    return text.withUTF8 { times.read($0) }
  }
}

/// The fields that specifications ask for, each looked up once a record, and what is cut out of fields, once it is asked
/// for. Belongs to one thread.
final class TreeFields {
  private let mapping: ElementRecord
  private let extractions: [(from: [String], matcher: Matcher)]
  private let extractedNames: Set<String>
  private var places: [String: Int] = [:]
  private var fields: [(field: ElementRecord.Field, isExtracted: Bool)] = []
  /// Of the record that is read.
  private var found: [String??] = []
  private var data: [ElementRecord.Datum]?
  /// `nil` until it is asked for.
  private var extracted: [String: String]?

  init(_ format: CompiledFormat) {
    mapping = ElementRecord(format.reader)
    extractions = format.extractions.map { ($0.from, Matcher($0.pattern)) }
    extractedNames = format.extractedFields
  }

  /// Another record is read.
  func forget() {
    (data, extracted) = (nil, nil)
    for place in found.indices { found[place] = nil }
  }

  func value(_ name: String, of node: some TreeNode) -> String? {
    let place = place(name)
    if fields[place].isExtracted, let text = extracted(name, of: node) { return text }
    if let known = found[place] { return known }
    let value = mapping.value(fields[place].field, of: node) {
      let all = data ?? mapping.data(of: node)
      data = all
      return all
    }
    found[place] = .some(value)
    return value
  }

  private func place(_ name: String) -> Int {
    if let place = places[name] { return place }
    places[name] = fields.count
    fields.append((mapping.field(name), extractedNames.contains(name)))
    found.append(nil)
    return fields.count - 1
  }

  // MARK: What is cut out of fields

  private func extracted(_ name: String, of node: some TreeNode) -> String? {
    if extracted == nil {
      // A later extraction may look at what an earlier one found.
      extracted = [:]
      for (from, matcher) in extractions {
        guard let text = joined(from, of: node), let found = try? matcher.match(text) else { continue }
        for (name, value) in found where !value.isEmpty { extracted?[name] = value }
      }
    }
    return extracted?[name]
  }

  /// Fields joined by one blank; `nil` where one is absent.
  private func joined(_ names: [String], of node: some TreeNode) -> String? {
    var parts: [String] = []
    for name in names {
      guard let text = value(name, of: node) else { return nil }
      parts.append(text)
    }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }
}

/// An element whose fields are looked up when they are asked for.
struct TreeRecord<Node: TreeNode>: RecordTexts {
  let node: Node
  let fields: TreeFields

  func value(_ name: String) -> String? { fields.value(name, of: node) }

  func text(_ name: String) -> String? { value(name) }

  func with<R>(_ name: String, _ body: (UnsafeBufferPointer<UInt8>) -> R) -> R? {
    guard var text = value(name), !text.isEmpty else { return nil }
    return text.withUTF8(body)
  }
}
