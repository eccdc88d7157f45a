import ScepspecModel

/// Words for tests and values, in the vocabulary's names.
struct Describer: Sendable {
  var vocabulary: Vocabulary
  /// Whether the value of a field compared with stands beside its name.
  var showsValues = true

  func describe(_ test: Test, of reference: FieldReference, in context: Context) -> String {
    switch test {
    case .present: "is there"
    case .absent: "is absent"
    case .equals(let operand): "= " + describe(operand, reference, context)
    case .oneOf(let operands): "is one of " + list(operands, reference, context)
    case .atLeast(let operand): "≥ " + describe(operand, reference, context)
    case .atMost(let operand): "≤ " + describe(operand, reference, context)
    case .startsWith(let operand): "starts with " + describe(operand, reference, context)
    case .endsWith(let operand): "ends with " + describe(operand, reference, context)
    case .contains(let operand): "contains " + describe(operand, reference, context)
    case .sameItems(let operand): "has the same items as " + describe(operand, reference, context)
    case .within(let operands): "holds nothing but " + list(operands, reference, context)
    case .every(let part): "where every item has " + describe(part, context)
    case .some(let part): "where some item has " + describe(part, context)
    case .none(let part): "where no item has " + describe(part, context)
    case .distinct: "has no two equal items"
    case .madeOf(let set): "is made of \(set.rawValue) characters only"
    }
  }

  func describe(_ predicate: Predicate, _ context: Context) -> String {
    switch predicate {
    case .all(let parts): parts.map { describe($0, context) }.joined(separator: " and ")
    case .any(let alternatives):
      alternatives.map { $0.reading ?? describe($0.predicate, context) }.joined(separator: ", or ")
    case .not(let part): "not (" + describe(part, context) + ")"
    case .named(let words, _): words
    case .observed(let kind, let other): describe(kind: kind) + place(other)
    case .test(let reference, let test):
      (reference.path.description == "." ? "it " : "\(reference.path) ") + describe(test, of: reference, in: context)
        + place(reference.exchange)
    }
  }

  /// The exchange that is named; what belongs to the whole run says so by its kind.
  private func place(_ exchange: String?) -> String {
    exchange.flatMap { $0 == Exchange.standing ? nil : " (of \($0))" } ?? ""
  }

  /// What the vocabulary calls the kind, up to the first colon and as a part of a sentence.
  func describe(kind: String) -> String {
    guard let about = vocabulary.kinds[kind]?.about.prefix(while: { $0 != ":" }), let first = about.first else {
      return kind
    }
    return first.lowercased() + about.dropFirst()
  }

  func describe(_ found: Found, at reference: FieldReference, in context: Context) -> String {
    switch found {
    case .field(let field): return describe(field.value, as: type(at: reference.path))
    case .absent: return "absent"
    case .unobserved(let kind, let exchange):
      if case .unavailable(let reason) = context.observed.outcome(of: exchange) { return reason }
      return "no \(kind) in the answer to \(exchange): " + describeReply(of: exchange, in: context)
    }
  }

  /// What stands beside a field in the summary of its observation: an error code says more with its text.
  func company(of reference: FieldReference, in context: Context) -> String {
    guard let kind = reference.path.kind, reference.path.aspect == nil, reference.path.fields.count == 1,
      let own = reference.path.fields.first, let summary = vocabulary.kinds[kind]?.summary, summary.contains(own),
      let observation = context.observed.observation(kind, in: reference.exchange ?? context.exchange)
    else {
      return ""
    }
    return summary.filter { $0 != own }.compactMap { name in
      observation.fields[name].map { ", \(name) " + describe($0.value, as: type(at: Path(components: [kind, name]))) }
    }.joined()
  }

  /// What came in place of what was looked for: the transport's word, or the HTTP status and type.
  func describeReply(of exchange: String, in context: Context) -> String {
    guard case .observed(let observations) = context.observed.outcome(of: exchange) else { return "nothing was sent" }
    // The observations that say most about a reply carry a `detail` or a `status`; the vocabulary decides which.
    var words: [String] = []
    for observation in observations {
      for name in vocabulary.kinds[observation.kind]?.summary ?? [] {
        guard let field = observation.fields[name] else { continue }
        let path = Path(components: [observation.kind, name])
        words.append("\(path) " + describe(field.value, as: type(at: path)))
      }
    }
    return words.isEmpty ? "nothing of that kind" : words.joined(separator: ", ")
  }

  private func list(_ operands: [Operand], _ reference: FieldReference, _ context: Context) -> String {
    operands.map { describe($0, reference, context) }.joined(separator: ", ")
  }

  private func describe(_ operand: Operand, _ reference: FieldReference, _ context: Context) -> String {
    switch operand {
    case .constant(let value, let name): return name ?? describe(value)
    case .field(let other):
      let found = context.look(up: other)
      let place = "\(other.path)" + (other.exchange.flatMap { $0 == Exchange.standing ? nil : " of \($0)" } ?? "")
      return showsValues ? "\(place) (\(describe(found, at: other, in: context)))" : place
    }
  }

  private static let octetsShown = 32

  /// - Parameter type: Gives the words for constants and says which fields of a record are worth showing.
  func describe(_ value: Value, as type: FieldType? = nil) -> String {
    switch value {
    case .bool(let bool): return bool ? "yes" : "no"
    case .integer(let integer): return String(integer) + (type?.unit.map { " \($0)\(integer == 1 ? "" : "s")" } ?? "")
    case .text(let text): return describe(text, names: names(of: type))
    case .bytes(let bytes): return describe(bytes)
    case .time(let seconds): return "\(Moment(seconds: seconds))"
    case .list(let items):
      let itemType: FieldType? = if case .list(let item) = type?.type { item } else { nil }
      let shown = items.prefix(Self.itemsShown).map { describe($0.value, as: itemType) }.joined(separator: ", ")
      return "[\(shown)\(items.count > Self.itemsShown ? ", … \(items.count) in all" : "")]"
    case .record(let fields): return describe(fields, as: type.flatMap(vocabulary.record))
    }
  }

  private static let itemsShown = 12
  private static let scalarsShown = 200

  private func describe(_ text: String, names: [String: Value]?) -> String {
    // By scalars: a single character may have any number of marks.
    let scalars = text.unicodeScalars
    let end = scalars.index(scalars.startIndex, offsetBy: Self.scalarsShown, limitedBy: scalars.endIndex)
    let shown = end.map { $0 < scalars.endIndex ? text[..<$0] + "…" : text[...] } ?? text[...]
    guard let name = names?.filter({ $0.value == .text(text) }).keys.min() else { return "'\(shown)'" }
    return name == text ? name : "\(name) (\(shown))"
  }

  private func describe(_ fields: [String: Field], as type: RecordType?) -> String {
    guard let type, !type.summary.isEmpty else {
      return "{" + fields.keys.sorted().prefix(6).joined(separator: ", ") + "}"
    }
    let shown = type.summary.compactMap { name in
      fields[name].map { "\(name) " + describe($0.value, as: type.fields[name]) }
    }
    return "{" + shown.joined(separator: ", ") + "}"
  }

  private func describe(_ bytes: [UInt8]) -> String {
    let shown = bytes.prefix(Self.octetsShown).map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    let unit = bytes.count == 1 ? "octet" : "octets"
    guard !bytes.isEmpty else { return "0 octets" }
    return "\(bytes.count) \(unit), \(shown.joined(separator: " "))\(bytes.count > Self.octetsShown ? " …" : "")"
  }

  /// The type of the field that a path leads to; `nil` where an aspect is meant, or an item of a list.
  private func type(at path: Path) -> FieldType? {
    guard path.aspect == nil || path.aspect == .lower else { return nil }
    return vocabulary.type(at: path)
  }

  private func names(of type: FieldType?) -> [String: Value]? {
    (type?.names ?? (type?.type == .oid ? "oid" : nil)).flatMap { vocabulary.names[$0] }
  }
}
