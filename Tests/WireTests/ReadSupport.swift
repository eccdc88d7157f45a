import Foundation
import ScepspecCMS
import ScepspecModel
import ScepspecSCEPMessages

/// CMS structures that the `openssl` program makes, as an independent writer of what we read.
enum Sample {
  static let content = Array("What is signed and enciphered, in more than one block of any cipher.".utf8)

  /// `openssl cms` over `content`, with the authority's and the client's certificates and the client's key at hand.
  static func cms(_ arguments: [String]) throws -> [UInt8] {
    let client = try TestIdentity.client.get()
    let authority = try TestIdentity.authority.get()
    return try openssl(
      ["cms", "-binary", "-outform", "DER"] + arguments,
      files: [
        "content": content, "client.pem": Array(client.certificate.pem.utf8), "key.pem": Array(client.key.pem.utf8),
        "ca.pem": Array(authority.certificate.pem.utf8), "ca-key.pem": Array(authority.key.pem.utf8),
      ])
  }

  static func sign(_ arguments: [String] = []) throws -> [UInt8] {
    try cms(["-sign", "-in", "content", "-nodetach", "-signer", "client.pem", "-inkey", "key.pem"] + arguments)
  }

  static func encrypt(_ arguments: [String]) throws -> [UInt8] {
    try cms(["-encrypt", "-in", "content"] + arguments)
  }

  static func encrypt(_ octets: [UInt8], for recipient: Certificate) throws -> [UInt8] {
    try openssl(
      ["cms", "-encrypt", "-binary", "-outform", "DER", "-aes128", "-in", "payload", "recipient.pem"],
      files: ["payload": octets, "recipient.pem": Array(recipient.pem.utf8)])
  }

  static func degenerate(_ pems: [String], lists: String? = nil) throws -> [UInt8] {
    var files = ["bundle.pem": Array(pems.joined().utf8)]
    files["crl.pem"] = lists.map { Array($0.utf8) }
    return try openssl(
      ["crl2pkcs7"] + (lists == nil ? ["-nocrl"] : ["-in", "crl.pem"]) + [
        "-certfile", "bundle.pem", "-outform", "DER",
      ],
      files: files)
  }

  private static func openssl(_ arguments: [String], files: [String: [UInt8]]) throws -> [UInt8] {
    let run = try OpenSSLProgram.run(arguments, files: files)
    guard run.status == 0, !run.output.isEmpty else { throw Failure(reason: run.errors) }
    return run.output
  }

  struct Failure: Error { var reason: String }
}

/// A CA with an intermediate below it, an RA that deciphers, one that signs, and a device, as CAs of that kind have it.
struct TestHierarchy: Sendable {
  let root: Certificate
  let intermediate: Certificate
  let cipherRA: Certificate
  let signingRA: Certificate
  let device: Certificate

  static let shared = Result { try TestHierarchy() }

  private init() throws {
    let rootKey = try TestIdentity.authority.get().key
    let key = try TestIdentity.client.get().key
    let ca = ["basicConstraints=critical,CA:TRUE", "keyUsage=critical,keyCertSign,cRLSign"]
    root = try Self.template("/CN=Root", 1, rootKey, ca).issue(signedBy: rootKey)
    intermediate = try Self.template("/CN=Intermediate", 2, key, ca).issue(signedBy: rootKey, issuer: root)
    cipherRA = try Self.template("/CN=RA 1", 3, rootKey, ["keyUsage=critical,keyEncipherment"])
      .issue(signedBy: key, issuer: intermediate)
    signingRA = try Self.template("/CN=RA 2", 4, rootKey, ["keyUsage=critical,digitalSignature"])
      .issue(signedBy: key, issuer: intermediate)
    device = try Self.template("/CN=device", 5, rootKey, ["keyUsage=digitalSignature"])
      .issue(signedBy: key, issuer: intermediate)
  }

  static func template(
    _ name: String, _ serial: UInt8, _ key: PrivateKey, _ extensions: [String]
  ) throws -> CertificateTemplate {
    CertificateTemplate(
      subject: try Name(name), serialNumber: [serial], notBefore: TestIdentity.notBefore,
      notAfter: TestIdentity.notAfter, publicKey: key.publicKey, extensions: extensions)
  }
}

extension [String: Field] {
  func bool(_ name: String) -> Bool? { if case .bool(let value) = self[name]?.value { value } else { nil } }
  func text(_ name: String) -> String? { if case .text(let value) = self[name]?.value { value } else { nil } }
  func integer(_ name: String) -> Int? { if case .integer(let value) = self[name]?.value { value } else { nil } }
  func record(_ name: String) -> [String: Field] {
    if case .record(let value) = self[name]?.value { value } else { [:] }
  }
  func list(_ name: String) -> [Field]? { if case .list(let value) = self[name]?.value { value } else { nil } }
}
