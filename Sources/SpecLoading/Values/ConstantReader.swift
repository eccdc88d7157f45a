import ScepspecModel

/// Reads scalars as the type that the vocabulary gives them.
struct ConstantReader {
  var vocabulary: Vocabulary
  var log: ProblemLog

  /// The value of a scalar, with the vocabulary's word for it where the author used one or could have.
  func constant(_ node: SpecNode, as type: FieldType, _ what: String) -> (value: Value, name: String?)? {
    guard let text = node.text, !node.isMissing else {
      log.add(.wrongType, at: node.location, "\(what) is \(type.form), not \(node.kind)")
      return nil
    }
    if let set = type.names, let names = vocabulary.names[set] { return named(text, names, node, type, what) }
    if let values = type.values, !values.contains(text), !isFree(text, type, among: values) {
      log.add(
        .wrongValue, at: node.location,
        "\(what) is \(Suggestion.list(values)), not \(node.kind)\(Suggestion.hint(text, among: values))")
      return nil
    }
    return parsed(text, node, type, what).map { ($0, nil) }
  }

  private func named(_ text: String, _ names: [String: Value], _ node: SpecNode, _ type: FieldType, _ what: String)
    -> (value: Value, name: String?)?
  {
    if case .text(let raw)? = names[text] { return parsed(raw, node, type, what).map { ($0, text) } }
    if let name = names.filter({ $0.value == .text(text) }).keys.min() {
      return parsed(text, node, type, what).map { ($0, name) }
    }
    if type.type == .oid, ObjectIdentifier.isValid(text) { return (.text(text), nil) }
    if isFree(text, type, among: Array(names.keys)) { return parsed(text, node, type, what).map { ($0, nil) } }
    let help = Suggestion.help(text, among: names.keys)
    log.add(.wrongValue, at: node.location, "\(what) is never \(node.kind)\(help)")
    return nil
  }

  /// An open set takes any value; but one that looks like a slip of the pen is not taken.
  private func isFree(_ text: String, _ type: FieldType, among words: [String]) -> Bool {
    type.open && (text.count < 4 || Suggestion.nearest(to: text, among: words) == nil)
  }

  private func parsed(_ text: String, _ node: SpecNode, _ type: FieldType, _ what: String) -> Value? {
    let value: Value? =
      switch type.type {
      case .bool: text == "true" ? .bool(true) : text == "false" ? .bool(false) : nil
      case .integer: Int(text).map(Value.integer)
      case .text, .exchange: .text(text)
      case .bytes: Octets.parse(text).map(Value.bytes)
      case .time: Instant.parse(text).map(Value.time)
      case .oid: ObjectIdentifier.isValid(text) ? .text(text) : nil
      case .list, .reference, .record, .mutations: nil
      }
    if value == nil {
      log.add(.wrongOperand, at: node.location, "\(what) is \(type.form), not \(node.kind)")
    }
    return value
  }
}

extension FieldType {
  /// The type in words.
  var words: String {
    switch type {
    case .bool: "true or false"
    case .integer: "a whole number" + (unit.map { " (\($0)s)" } ?? "")
    case .text: "a text"
    case .bytes: "a byte string"
    case .time: "a time"
    case .oid: "an object identifier"
    case .list(let item): "a list of \(item.plural)"
    case .reference(let name): "a record (\(name))"
    case .record: "a record"
    case .mutations: "a list of mutations"
    case .exchange: "the id of an exchange"
    }
  }

  private var plural: String {
    switch type {
    case .bool: "truth values"
    case .integer: "whole numbers"
    case .text: "texts"
    case .bytes: "byte strings"
    case .time: "times"
    case .oid: "object identifiers"
    case .list: "lists"
    case .reference(let name): "records (\(name))"
    case .record: "records"
    case .mutations: "mutations"
    case .exchange: "ids of exchanges"
    }
  }

  /// The same with how a constant is written, where that is not plain.
  var form: String {
    switch type {
    case .bytes: words + " such as 'hex:00ff' or 'text:abc'"
    case .time: words + " such as '2027-01-31' or '2027-01-31T12:00:00Z'"
    case .oid: words + " such as '2.5.4.3'"
    default: words
    }
  }

  var isScalar: Bool {
    switch type {
    case .bool, .integer, .text, .bytes, .time, .oid, .exchange: true
    case .list, .reference, .record, .mutations: false
    }
  }
}
