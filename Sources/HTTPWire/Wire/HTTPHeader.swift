/// One header line, spelled as it was sent.
public struct HTTPHeader: Hashable, Sendable {
  public var name: String
  /// Without the blanks around it.
  public var value: String

  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

extension Sequence<HTTPHeader> {
  /// The value of the first header of that name, in any case.
  public func first(_ name: String) -> String? {
    first { $0.name.lowercased() == name.lowercased() }?.value
  }

  /// The values of all headers of that name, in any case.
  public func all(_ name: String) -> [String] {
    filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
  }

  /// Whether some header of that name lists the word, such as `close` in `Connection`.
  func lists(_ word: String, in name: String) -> Bool {
    all(name).contains { value in
      value.lowercased().split(separator: ",").contains { trimmed($0) == word }
    }
  }
}

/// The text without blanks and tabs at its ends.
func trimmed(_ text: some StringProtocol) -> String {
  var rest = Substring(text)
  while let first = rest.first, first == " " || first == "\t" { rest.removeFirst() }
  while let last = rest.last, last == " " || last == "\t" { rest.removeLast() }
  return String(rest)
}

/// The octets as text: UTF-8 where they are valid, else each octet as one character (ISO 8859-1).
public func headerText(_ octets: some Sequence<UInt8>) -> String {
  let octets = Array(octets)
  if let text = String(validating: octets, as: UTF8.self) { return text }
  return String(String.UnicodeScalarView(octets.map { Unicode.Scalar($0) }))
}
