import BundledSpecs
import Foundation
import ScepspecCMS
import ScepspecDecoding
import ScepspecModel
import ScepspecReports
import ScepspecSCEPMessages
import ScepspecSpecLoading
import Testing

/// What the tests of decoding share.
enum Sample {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static let codes: [String: CodeTable] = {
    SpecLoader.load(folder: BundledSpecs.folder.path, trusted: true, formats: [.codes]).specifications?.codes ?? [:]
  }()

  static func wire(_ name: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent("Golden/wire/\(name)"), encoding: .utf8)
  }

  /// The octets of a PEM file.
  static func octets(_ name: String) throws -> [UInt8] {
    let lines = try wire(name).split(separator: "\n").filter { !$0.hasPrefix("-----") }
    return Array(try #require(Data(base64Encoded: lines.joined())))
  }

  static let request = "scepserver-2.1.0/success.request.pem"
  static let reply = "scepserver-2.1.0/success.reply.pem"
  static let failure = "scepserver-2.1.0/failure.reply.pem"

  static func key() throws -> PrivateKey { try PrivateKey(pem: try wire("test-key.pem")) }

  static func decode(
    _ octets: [UInt8], keys: [PrivateKey] = [], showsSecrets: Bool = false
  ) -> DecodedInput {
    Decoder(codes: codes, keys: keys, showsSecrets: showsSecrets).decode(octets, name: "test")
  }

  static func decode(_ text: String, keys: [PrivateKey] = []) -> DecodedInput { decode(Array(text.utf8), keys: keys) }

  static func rendered(_ input: DecodedInput) -> String {
    TextDecoding(usesColour: false).render([input]) + JSONDecoding.render([input], tool: "test")
  }
}

extension DecodedMessage {
  func text(_ name: String) -> String? { facts.first { $0.name == name }?.text }
  var oddityIDs: Set<String> { Set(oddities.map(\.id)) }
}
