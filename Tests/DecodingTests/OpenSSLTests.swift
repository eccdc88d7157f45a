import Foundation
import ScepspecModel
import Testing

/// Another reader of the same octets: `openssl asn1parse`.
@Suite("The tree of elements is the one that OpenSSL reads")
struct OpenSSLTests {
  /// Offset, octets of header and content (`nil`: of indefinite length), and tag.
  private struct Element: Equatable {
    var offset: Int
    var header: Int
    var content: Int?
    var type: String
  }

  @Test("Offsets, lengths and tags of every recorded message and every odd input", arguments: try inputs())
  private func elements(_ input: Input) throws {
    guard let theirs = try Self.asn1parse(input.octets) else { return }
    let tree = try #require(Sample.decode(input.octets).messages.first?.tree)
    var ours: [Element] = []
    Self.flatten(tree, into: &ours)
    #expect(ours.count == theirs.count)
    #expect(zip(ours, theirs).first { $0 != $1 }.map { "\($0) is for OpenSSL \($1)" } == nil)
  }

  @Test("There is something to compare") func some() throws { #expect(try Self.inputs().count > 100) }

  // MARK: Inputs

  struct Input: CustomTestStringConvertible, Sendable {
    var name: String
    var octets: [UInt8]
    var testDescription: String { name }
  }

  static func inputs() throws -> [Input] {
    var inputs: [Input] = []
    let wire = Sample.root.appendingPathComponent("Golden/wire")
    for folder in try FileManager.default.contentsOfDirectory(atPath: wire.path).sorted() {
      let files = (try? FileManager.default.contentsOfDirectory(atPath: wire.path + "/" + folder)) ?? []
      for file in files.sorted() where file.hasSuffix(".pem") {
        inputs.append(Input(name: "\(folder)/\(file)", octets: try Sample.octets("\(folder)/\(file)")))
      }
    }
    for group in ["valid", "odd"] {
      let path = Sample.root.appendingPathComponent("Golden/parsers/message-\(group).jsonl")
      for line in try String(contentsOf: path, encoding: .utf8).split(separator: "\n") {
        let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        let octets = try #require(Data(base64Encoded: object["input"] as? String ?? "*"))
        inputs.append(Input(name: object["id"] as? String ?? "", octets: Array(octets)))
      }
    }
    return inputs
  }

  // MARK: Both readers

  private static func flatten(_ node: DecodedNode, into elements: inout [Element]) {
    // What stands in a string is no element for asn1parse.
    guard !node.isEncapsulated else { return }
    elements.append(
      Element(
        offset: node.offset, header: node.headerLength, content: node.isIndefinite ? nil : node.contentLength,
        type: node.type))
    for child in node.children { flatten(child, into: &elements) }
  }

  private static let names = [
    "OBJECT": "OBJECT IDENTIFIER", "UTCTIME": "UTCTime", "GENERALIZEDTIME": "GeneralizedTime",
    "PRINTABLESTRING": "PrintableString", "UTF8STRING": "UTF8String", "IA5STRING": "IA5String",
    "T61STRING": "TeletexString", "BMPSTRING": "BMPString", "NUMERICSTRING": "NumericString",
    "VISIBLESTRING": "VisibleString", "UNIVERSALSTRING": "UniversalString",
  ]

  /// - Returns: `nil` for what OpenSSL does not read to its end.
  private static func asn1parse(_ octets: [UInt8]) throws -> [Element]? {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("asn1-\(UUID().uuidString).der")
    try Data(octets).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["openssl", "asn1parse", "-inform", "DER", "-in", file.path]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { return nil }
    let line = /^ *(\d+):d=\d+ +hl= *(\d+) +l= *(\d+|inf) +(?:prim|cons): ([A-Za-z0-9]+(?: STRING| \[ \d+ \])?)/
    return text.split(whereSeparator: \.isNewline).compactMap { row in
      guard let found = row.firstMatch(of: line), found.4 != "EOC", let offset = Int(found.1), let header = Int(found.2)
      else { return nil }
      let type = found.4.firstMatch(of: /^cont \[ (\d+) \]/).map { "[\($0.1)]" } ?? String(found.4)
      return Element(offset: offset, header: header, content: Int(found.3), type: names[type] ?? type)
    }
  }
}
