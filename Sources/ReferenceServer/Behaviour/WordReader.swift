import ScepspecModel

/// Takes the fields of a fault one by one, as words of the server's own types; what is left at the end is unknown.
struct WordReader {
  private let fields: [String: Field]
  private let prefix: String
  private var taken: Set<String> = []

  init(_ fields: [String: Field], prefix: String) {
    self.fields = fields
    self.prefix = prefix
  }

  mutating func word<Word: RawRepresentable & CaseIterable>(_ key: String, as: Word.Type) throws(FaultProblem) -> Word?
  where Word.RawValue == String {
    guard let text = try text(key) else { return nil }
    return try Self.word(text, at: prefix + key)
  }

  mutating func words<Word: RawRepresentable & CaseIterable>(
    _ key: String, as: Word.Type
  ) throws(FaultProblem) -> [Word]? where Word.RawValue == String {
    guard let texts = try texts(key) else { return nil }
    var words: [Word] = []
    for text in texts { words.append(try Self.word(text, at: prefix + key)) }
    return words
  }

  mutating func text(_ key: String) throws(FaultProblem) -> String? {
    guard let value = take(key) else { return nil }
    if case .text(let text) = value { return text }
    if case .integer(let integer) = value { return String(integer) }
    throw wrong(key, "a text is wanted")
  }

  mutating func texts(_ key: String) throws(FaultProblem) -> [String]? {
    guard let value = take(key) else { return nil }
    guard case .list(let items) = value else { throw wrong(key, "a list is wanted") }
    var texts: [String] = []
    for item in items {
      guard case .text(let text) = item.value else { throw wrong(key, "a list of texts is wanted") }
      texts.append(text)
    }
    return texts
  }

  mutating func integer(_ key: String) throws(FaultProblem) -> Int? {
    guard let value = take(key) else { return nil }
    guard case .integer(let integer) = value else { throw wrong(key, "an integer is wanted") }
    return integer
  }

  mutating func bool(_ key: String) throws(FaultProblem) -> Bool? {
    guard let value = take(key) else { return nil }
    guard case .bool(let bool) = value else { throw wrong(key, "true or false is wanted") }
    return bool
  }

  /// Header lines: records of `name` and `value`.
  mutating func headers(_ key: String) throws(FaultProblem) -> [(name: String, value: String)]? {
    guard let value = take(key) else { return nil }
    guard case .list(let items) = value else { throw wrong(key, "a list is wanted") }
    var headers: [(name: String, value: String)] = []
    for item in items {
      guard case .record(let record) = item.value, case .text(let name)? = record["name"]?.value,
        case .text(let value)? = record["value"]?.value
      else { throw wrong(key, "records of name and value are wanted") }
      headers.append((name, value))
    }
    return headers
  }

  /// - Throws: `unknownKey` where a field was never asked for.
  func finish() throws(FaultProblem) {
    guard let key = fields.keys.filter({ !taken.contains($0) }).min() else { return }
    throw FaultProblem(code: .unknownKey, key: prefix + key, reason: "the server knows no such word")
  }

  private mutating func take(_ key: String) -> Value? {
    taken.insert(key)
    return fields[key]?.value
  }

  private func wrong(_ key: String, _ reason: String) -> FaultProblem {
    FaultProblem(code: .wrongValue, key: prefix + key, reason: reason)
  }

  private static func word<Word: RawRepresentable & CaseIterable>(
    _ text: String, at key: String
  ) throws(FaultProblem) -> Word where Word.RawValue == String {
    if let word = Word(rawValue: text) { return word }
    let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
    throw FaultProblem(code: .wrongValue, key: key, reason: "'\(text)' is not one of \(known)")
  }
}
