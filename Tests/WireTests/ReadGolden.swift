import Foundation
import ScepspecCMS
import ScepspecSCEPMessages

/// The messages of real servers under `Golden/wire`; the README there says where they come from.
enum WireGolden {
  /// 2026-11-22T10:13:23Z, when they were recorded.
  static let now = 1_795_342_403

  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }

  /// The octets of the PEM file `Golden/wire/NAME.pem`.
  static func octets(_ name: String) throws -> [UInt8] {
    let lines = try text("Golden/wire/\(name).pem").split(separator: "\n").filter { !$0.hasPrefix("-----") }
    return Array(Data(base64Encoded: lines.joined()) ?? Data())
  }

  static func key() throws -> PrivateKey { try PrivateKey(pem: text("Golden/wire/test-key.pem")) }

  /// What the client that sent `server/case` knew.
  static func context(_ server: String, _ name: String) throws -> MessageContext {
    let authorities = CACertificatesReading(body: try octets("\(server)/get-ca-cert.reply"), now: now).authorities
    let request = try SignedMessage.read(octets("\(server)/\(name).request"))
    let key = try key()
    return MessageContext(
      now: now, authorities: authorities, clientKey: key, clientCertificate: request.verify(with: []).signer,
      requestedPublicKey: key.publicKey.subjectPublicKeyInfo)
  }

  static func reply(_ server: String, _ name: String) throws -> ReplyReading {
    ReplyReading(body: try octets("\(server)/\(name).reply"), context: try context(server, name))
  }
}
