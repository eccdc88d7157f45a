import ScepspecModel

/// The words that answer GetCACaps (RFC 8894 section 3.5.2).
struct CapabilityReader {
  let words: Words

  func read(_ lines: [String], _ place: InputPlace) -> DecodedMessage {
    var message = DecodedMessage(
      kind: .capabilities, title: "The capabilities of a CA, as GetCACaps answers", place: place,
      octets: lines.reduce(0) { $0 + $1.utf8.count })
    for line in lines {
      let entry = words.entry(line, of: "capabilities")
      message.facts.append(.init(line, entry?.text ?? "not known"))
      if entry == nil {
        message.oddities.append(.init("unknown-capability", "'\(line)' is not a capability that RFC 8894 knows."))
      } else if let symbol = entry?.symbol, symbol != line {
        message.oddities.append(.init("capability-case", "'\(line)' is not written as '\(symbol)'."))
      }
      if let cause = entry?.cause { message.oddities.append(.init("weak-algorithm", "\(line): \(cause)")) }
    }
    message.fields = [
      "kind": .text(message.kind.rawValue), "capabilities": Field(.texts(lines)),
    ]
    return message
  }
}
