import ScepspecModel

/// Reads the parameters of an exchange one by one and names the place of whatever is no use.
struct ParameterReader {
  private let fields: [String: Field]
  /// Such as `send.message`.
  private let place: String

  /// Refuses any parameter that is not among the words.
  init(_ field: Field, at place: String, words: [String]) throws(AdapterError) {
    guard case .record(let fields) = field.value else { throw .specification("\(place) is no record") }
    if let unknown = fields.keys.sorted().first(where: { !words.contains($0) }) {
      throw .specification("\(place).\(unknown) is no parameter; there are \(words.joined(separator: ", "))")
    }
    self.fields = fields
    self.place = place
  }

  func has(_ word: String) -> Bool { fields[word] != nil }

  func text(_ word: String) throws(AdapterError) -> String? {
    guard let value = fields[word]?.value else { return nil }
    guard case .text(let text) = value else { throw wrong(word, "a text") }
    return text
  }

  func bool(_ word: String) throws(AdapterError) -> Bool {
    guard let value = fields[word]?.value else { return false }
    guard case .bool(let bool) = value else { throw wrong(word, "true or false") }
    return bool
  }

  func integer(_ word: String) throws(AdapterError) -> Int? {
    guard let value = fields[word]?.value else { return nil }
    guard case .integer(let integer) = value else { throw wrong(word, "a whole number") }
    return integer
  }

  /// One of a type's raw values.
  func choice<Choice: RawRepresentable<String> & CaseIterable>(_ word: String, _ type: Choice.Type)
    throws(AdapterError) -> Choice?
  {
    guard let text = try text(word) else { return nil }
    guard let choice = Choice(rawValue: text) else {
      throw wrong(word, "'\(text)'; there are \(Choice.allCases.map(\.rawValue).joined(separator: ", "))", is: "never")
    }
    return choice
  }

  func list(_ word: String) throws(AdapterError) -> [Field] {
    guard let value = fields[word]?.value else { return [] }
    guard case .list(let list) = value else { throw wrong(word, "a list") }
    return list
  }

  func texts(_ word: String) throws(AdapterError) -> [String] {
    var texts: [String] = []
    for item in try list(word) {
      guard case .text(let text) = item.value else { throw wrong(word, "a list of texts") }
      texts.append(text)
    }
    return texts
  }

  func mutations(_ word: String) throws(AdapterError) -> [Mutation] {
    var mutations: [Mutation] = []
    for item in try list(word) {
      guard let mutation = Mutation(field: item) else { throw wrong(word, "a list of mutations") }
      mutations.append(mutation)
    }
    return mutations
  }

  func record(_ word: String, words: [String]) throws(AdapterError) -> ParameterReader? {
    guard let field = fields[word] else { return nil }
    return try ParameterReader(field, at: "\(place).\(word)", words: words)
  }

  func wrong(_ word: String, _ expected: String, is verb: String = "is to be") -> AdapterError {
    .specification("\(place).\(word) \(verb) \(expected)")
  }
}
