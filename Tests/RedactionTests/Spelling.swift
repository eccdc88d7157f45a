import Foundation

/// How a secret may be written down, made by Foundation and not by what is tested.
struct Spelling {
  var name: String
  var text: String

  static func all(of secret: String) -> [Spelling] { all(of: Array(secret.utf8), isText: true) }

  static func all(of octets: [UInt8], isText: Bool = false) -> [Spelling] {
    let data = Data(octets)
    let digits = octets.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
    var spellings: [Spelling] = []
    if isText { spellings.append(Spelling(name: "plain", text: String(decoding: octets, as: UTF8.self))) }
    for separator in ["", " ", ":"] {
      let text = digits.joined(separator: separator)
      spellings.append(Spelling(name: "hexadecimal", text: text))
      spellings.append(Spelling(name: "hexadecimal", text: text.uppercased()))
    }
    spellings.append(Spelling(name: "percent", text: digits.map { "%\($0)" }.joined()))
    spellings.append(Spelling(name: "percent", text: digits.map { "%\($0.uppercased())" }.joined()))
    if isText,
      let some = String(decoding: octets, as: UTF8.self)
        .addingPercentEncoding(withAllowedCharacters: .alphanumerics)
    {
      spellings.append(Spelling(name: "percent", text: some))
    }
    for shift in 0..<3 {
      // Behind other octets the same secret has other characters; the first and last ones depend on its neighbours.
      let base64 = (Data(repeating: 0x20, count: shift) + data).base64EncodedString()
      let own = String(base64.dropFirst(shift == 0 ? 0 : 4).filter { $0 != "=" }.dropLast(1))
      spellings.append(Spelling(name: "base64", text: own))
      let urlSafe = own.replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
      spellings.append(Spelling(name: "base64url", text: urlSafe))
    }
    return spellings
  }

  /// The spelling itself, and what a report makes of octets: hexadecimal digits of it.
  var occurrences: [String] {
    let digits = text.utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
    return [text, digits.joined(), digits.joined(separator: " ")]
  }
}
