import Foundation
import ScepspecDecoding
import ScepspecModel
import Testing

/// Ways to write octets as others do.
enum Spelling: String, CaseIterable, Sendable {
  case der, pem, pemOtherLabel, base64, base64Lines, base64Unpadded, base64URL, percent, percentTwice, plusAsBlank
  case quoted, dataURL, getURL, requestLine, logLine, jsonEscaped, post, chunked, reply
  case hex, hexColons, cArray, xxd, hexdump, odHex, odOctal, opensslDump, wireshark

  func write(_ octets: [UInt8]) -> [UInt8] {
    switch self {
    case .der: octets
    case .post:
      Array("POST /scep?operation=PKIOperation HTTP/1.1\r\nContent-Length: \(octets.count)\r\n\r\n".utf8) + octets
    case .reply: Array("HTTP/1.1 200 OK\r\nContent-Type: application/x-pki-message\r\n\r\n".utf8) + octets
    case .chunked: Array("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".utf8) + chunks(octets)
    default: Array(text(octets).utf8)
    }
  }

  private func chunks(_ octets: [UInt8]) -> [UInt8] {
    var written: [UInt8] = []
    for start in stride(from: 0, to: octets.count, by: 1000) {
      let piece = octets[start..<min(start + 1000, octets.count)]
      written += Array((String(piece.count, radix: 16) + "\r\n").utf8) + piece + [0x0D, 0x0A]
    }
    return written + Array("0\r\n\r\n".utf8)
  }

  private func text(_ octets: [UInt8]) -> String {
    let base64 = Data(octets).base64EncodedString()
    let escaped = base64.replacing("+", with: "%2B").replacing("/", with: "%2F").replacing("=", with: "%3D")
    let url = "https://ca.example/scep?operation=PKIOperation&message="
    return switch self {
    case .pem: "Text before\n-----BEGIN CMS-----\n\(lines(base64))\n-----END CMS-----\n"
    case .pemOtherLabel: "-----BEGIN OF MY OWN-----\r\n\(lines(base64))\r\n-----END OF MY OWN-----"
    case .base64: base64
    case .base64Lines: lines(base64)
    case .base64Unpadded: String(base64.prefix { $0 != "=" })
    case .base64URL: base64.replacing("+", with: "-").replacing("/", with: "_")
    case .percent: escaped
    case .percentTwice: escaped.replacing("%", with: "%25")
    case .plusAsBlank: base64.replacing("+", with: " ")
    case .quoted: "\"\(base64)\""
    case .dataURL: "data:application/x-pki-message;base64,\(base64)"
    case .getURL: url + escaped
    case .requestLine:
      "GET /scep?operation=PKIOperation&message=\(base64.replacing("+", with: " ")) HTTP/1.1\r\nHost: x\r\n\r\n"
    case .logLine: "2027-01-31 12:00:00 sending \(url)\(escaped) to the server\nnothing else\n"
    case .jsonEscaped: #"{"url":"\#((url + escaped).replacing("/", with: "\\/"))"}"#
    default: dump(octets)
    }
  }

  private func lines(_ text: String) -> String {
    var lines: [Substring] = []
    var rest = text[...]
    while !rest.isEmpty {
      lines.append(rest.prefix(64))
      rest = rest.dropFirst(64)
    }
    return lines.joined(separator: "\n")
  }

  private func dump(_ octets: [UInt8]) -> String {
    let pairs = octets.map { String($0 + 0, radix: 16).padded(2) }
    switch self {
    case .hex: return pairs.joined()
    case .hexColons: return pairs.joined(separator: ":")
    case .cArray: return "{ " + pairs.map { "0x\($0)" }.joined(separator: ", ") + " };"
    default: break
    }
    var text = ""
    for start in stride(from: 0, to: octets.count, by: 16) {
      let row = Array(octets[start..<min(start + 16, octets.count)])
      text += line(start, row, row.map { String($0, radix: 16).padded(2) }) + "\n"
    }
    let end = String(octets.count, radix: self == .hexdump ? 16 : 8).padded(self == .hexdump ? 8 : 7)
    return [.hexdump, .odHex, .odOctal].contains(self) ? text + end + "\n" : text
  }

  private func line(_ start: Int, _ row: [UInt8], _ pairs: [String]) -> String {
    let characters = String(decoding: row.map { (0x20...0x7E).contains($0) ? $0 : 0x2E }, as: UTF8.self)
    let offset = String(start, radix: 16)
    let words = stride(from: 0, to: pairs.count, by: 2).map { pairs[$0] + ($0 + 1 < pairs.count ? pairs[$0 + 1] : "") }
    switch self {
    case .xxd: return "\(offset.padded(8)): \(words.joined(separator: " "))  \(characters)"
    case .hexdump:
      let halves = pairs.prefix(8).joined(separator: " ") + "  " + pairs.dropFirst(8).joined(separator: " ")
      return "\(offset.padded(8))  \(halves)  |\(characters)|"
    case .odHex: return String(start, radix: 8).padded(7) + " " + pairs.joined(separator: " ")
    case .odOctal:
      return String(start, radix: 8).padded(7) + " " + row.map { String($0, radix: 8).padded(3) }.joined(separator: " ")
    case .opensslDump:
      let head = pairs.prefix(8).joined(separator: " ")
      let tail = pairs.dropFirst(8).joined(separator: " ")
      return "\(offset.padded(4)) - \(head)\(tail.isEmpty ? "" : "-" + tail)   \(characters)"
    default: return "\(offset.padded(4))   \(pairs.joined(separator: " "))   \(characters)"
    }
  }
}

extension String {
  func padded(_ length: Int) -> String { String(repeating: "0", count: max(0, length - count)) + self }
}

@Suite("Every spelling of a message is read alike")
struct SpellingTests {
  @Test("A request", arguments: Spelling.allCases)
  func request(_ spelling: Spelling) throws {
    let octets = try Sample.octets(Sample.request)
    let found = Sample.decode(spelling.write(octets))
    let message = try #require(found.messages.first)
    #expect(found.messages.count == 1)
    #expect(message.octets == octets.count && message.isComplete)
    #expect(message.text("transactionID") == "TX-base-pkcsreq-post-1")
    #expect(message.tree == Sample.decode(octets).messages.first?.tree)
  }

  @Test(
    "Lines of base64 within a text are one message, whatever stands around them",
    arguments: [["", ""], ["> ", ""], ["    ", "\r"], ["\"", "\\n\" +"], ["# ", ""], ["'", "',"]], [64, 76])
  func lines(_ margins: [String], _ width: Int) throws {
    let octets = try Sample.octets(Sample.request)
    var rest = Data(octets).base64EncodedString()[...]
    var text = "The device sent this:\n"
    while !rest.isEmpty {
      text += margins[0] + rest.prefix(width) + margins[1] + "\n"
      rest = rest.dropFirst(width)
    }
    // A word that could be a last line follows at once.
    let found = Sample.decode(text + "thereafter nothing\n\n" + text)
    #expect(found.messages.map(\.octets) == [octets.count, octets.count])
    #expect(found.messages.allSatisfy { $0.isComplete && $0.oddities == found.messages.first?.oddities })
    #expect(found.messages.first?.text("transactionID") == "TX-base-pkcsreq-post-1")
  }

  @Test("Spellings that break elsewhere are told")
  func oddities() throws {
    let octets = try Sample.octets(Sample.request)
    for (spelling, id) in [
      (Spelling.percentTwice, "percent-encoded-twice"), (.plusAsBlank, "plus-as-blank"),
      (.base64URL, "base64-url-alphabet"),
    ] { #expect(Sample.decode(spelling.write(octets)).messages.first?.oddityIDs.contains(id) == true) }
  }

  @Test("Several messages in one input come one after another, each with its place")
  func several() throws {
    let pem = try Sample.wire(Sample.request)
    let two = Sample.decode("first\n" + pem + "and\n" + (try Sample.wire(Sample.failure)))
    #expect(two.messages.map(\.place.line) == [2, 2 + pem.split(separator: "\n").count + 1])
    let octets = try Sample.octets(Sample.request)
    #expect(Sample.decode(octets + octets).messages.map(\.octets) == [octets.count, octets.count])
  }

  @Test("Octets behind a message that are none are odd") func trailing() throws {
    let message = try #require(Sample.decode(try Sample.octets(Sample.request) + [0, 0, 0]).messages.first)
    #expect(message.oddityIDs.contains("trailing-octets"))
  }

  @Test("The words of GetCACaps are explained, unknown ones told")
  func capabilities() throws {
    let message = try #require(Sample.decode("AES\r\nPOSTPKIOperation\r\nsha-256\r\nFlying\r\n").messages.first)
    #expect(message.kind == .capabilities && message.facts.count == 4)
    #expect(message.oddityIDs == ["unknown-capability", "capability-case"])
  }

  @Test("A URL whose message is junk is told all the same") func junkMessage() {
    let message = Sample.decode("https://ca/scep?operation=PKIOperation&message=AAAAAAAAAAAAAAAAAAAAAAAAAAAA").messages
      .first
    #expect(message?.text("operation") == "PKIOperation" && message?.oddityIDs == ["message-unreadable"])
  }

  @Test(
    "Junk is nothing",
    arguments: [
      "", "hello world", "aGVsbG8gd29ybGQ=", "{}", "-----BEGIN X-----", "00000000: zz", "0x", "%%%", "* \n*\n",
    ])
  func junk(_ text: String) { #expect(Sample.decode(text).messages.isEmpty) }
}
