import ScepspecASN1
import ScepspecModel

/// Arguments of mutations. Octets are written as `hex:00ff` or `text:abc`; plain text means its UTF-8 octets.
extension Mutation {
  /// The mutation as messages show it.
  var shown: String { "\(word.rawValue) \(part)" }

  func missing(_ argument: String) -> BuildError {
    BuildError(.badArgument, "\(shown): '\(argument)' is missing", part: part)
  }

  /// `nil` where the argument is not there.
  func integer(_ argument: String) throws(BuildError) -> Int? {
    switch arguments[argument] {
    case nil: nil
    case .integer(let number): number
    default: throw BuildError(.badArgument, "\(shown): '\(argument)' is a whole number", part: part)
    }
  }

  /// `nil` where the argument is not there.
  func octets(_ argument: String) throws(BuildError) -> [UInt8]? {
    guard let value = arguments[argument] else { return nil }
    switch value {
    case .bytes(let octets): return octets
    case .text(let text):
      if let octets = try prefixed(text) { return octets }
      return Array(text.utf8)
    default: throw BuildError(.badArgument, "\(shown): '\(argument)' are octets such as 'hex:0500'", part: part)
    }
  }

  /// Content octets for that element: a number for an INTEGER, a dotted OID for an OBJECT IDENTIFIER, octets or text
  /// for the others.
  func content(_ value: Value, for element: Element) throws(BuildError) -> [UInt8] {
    switch value {
    case .bytes(let octets): return octets
    case .integer(let number): return Element.integerContent(number)
    case .time(let seconds): return Element.time(seconds).contentOctets()
    case .text(let text):
      if let octets = try prefixed(text) { return octets }
      if element.tag == [0x06], let content = ObjectIdentifier.content(text) { return content }
      if element.tag == [0x02], let number = Int(text) { return Element.integerContent(number) }
      return Array(text.utf8)
    case .bool, .list, .record:
      throw BuildError(.badArgument, "\(shown): the value is no octets, text or number", part: part)
    }
  }

  /// The octets of `hex:…` and `text:…`; `nil` for other text.
  private func prefixed(_ text: String) throws(BuildError) -> [UInt8]? {
    if text.hasPrefix("text:") { return Array(text.dropFirst(5).utf8) }
    guard text.hasPrefix("hex:") else { return nil }
    let digits = text.utf8.dropFirst(4).filter { $0 != 0x20 }.map { Character(UnicodeScalar($0)).hexDigitValue }
    guard digits.count % 2 == 0, digits.allSatisfy({ $0 != nil }) else {
      throw BuildError(.badArgument, "\(shown): '\(text)' are no whole octets in hexadecimal", part: part)
    }
    let nibbles = digits.compactMap { $0 }
    return stride(from: 0, to: nibbles.count, by: 2).map { UInt8(nibbles[$0] << 4 | nibbles[$0 + 1]) }
  }
}
