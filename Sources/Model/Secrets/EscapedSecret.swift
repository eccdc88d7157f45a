/// A secret of which any octets may be escaped, each in its own way: for URLs, JSON or HTML.
struct EscapedSecret: Sendable {
  /// Of each octet the ways to write it, the longest first.
  private let forms: [[[UInt8]]]

  /// Of each octet whether the secret may begin with it.
  private let firsts: [Bool]

  init(_ secret: [UInt8]) {
    forms = secret.map(Self.forms)
    var firsts = [Bool](repeating: false, count: 256)
    for form in forms.first ?? [] { firsts[Int(form[0])] = true }
    self.firsts = firsts
  }

  /// Where it stands first at or after an index.
  func next(in octets: UnsafeBufferPointer<UInt8>, from start: Int) -> Range<Int>? {
    firsts.withUnsafeBufferPointer { firsts in
      for place in start..<max(start, octets.count) where firsts[Int(octets[place])] {
        if let end = end(in: octets, from: place) { return place..<end }
      }
      return nil
    }
  }

  /// Where it ends that begins at an index; `nil` where it does not begin there.
  private func end(in octets: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    var place = start
    for forms in forms {
      guard let form = forms.first(where: { stands($0, in: octets, at: place) }) else { return nil }
      place += form.count
    }
    return place
  }

  private func stands(_ form: [UInt8], in octets: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
    guard place + form.count <= octets.count, octets[place] == form[0] else { return false }
    return form.indices.allSatisfy { octets[place + $0] == form[$0] }
  }

  private static func forms(of octet: UInt8) -> [[UInt8]] {
    let character = Character(UnicodeScalar(octet))
    let digits = (octet < 16 ? "0" : "") + String(octet, radix: 16)
    var texts = [String(octet, radix: 16), digits].flatMap { ["&#x\($0);", "&#X\($0.uppercased());"] }
    texts += ["&#\(octet);", "%\(digits)", "%\(digits.uppercased())", "\\u00\(digits)", "\\u00\(digits.uppercased())"]
    if let name = names[character] { texts.append("&\(name);") }
    if character == " " { texts.append("+") }
    if "\"\\/".contains(character) { texts.append("\\\(character)") }
    return (texts.map { Array($0.utf8) } + [[octet]]).sorted { $0.count > $1.count }
  }

  private static let names: [Character: String] = ["&": "amp", "<": "lt", ">": "gt", "\"": "quot", "'": "apos"]
}
