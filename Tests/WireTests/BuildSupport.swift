import Foundation
import ScepspecCMS

/// Keys and certificates that the tests of this target share; made once, since making RSA keys is slow.
struct TestIdentity: Sendable {
  let key: PrivateKey
  let certificate: Certificate

  static let authority = Result { try make("/C=ZZ/O=scepspec test/CN=Test CA", serial: [0x01], isCA: true) }
  static let client = Result { try make("/CN=device 1", serial: [0x0A, 0xBC], isCA: false) }
  static let stranger = Result { try make("/CN=stranger", serial: [0x7F], isCA: false) }
  static let elliptic = Result { try PrivateKey.generateEC() }

  static let notBefore = 1_700_000_000
  static let notAfter = 1_900_000_000

  private static func make(_ subject: String, serial: [UInt8], isCA: Bool) throws -> TestIdentity {
    let key = try PrivateKey.generateRSA(bits: 2048)
    let template = CertificateTemplate(
      subject: try Name(subject), serialNumber: serial, notBefore: notBefore, notAfter: notAfter,
      publicKey: key.publicKey,
      extensions: isCA
        ? [
          "basicConstraints=critical,CA:TRUE", "keyUsage=critical,keyCertSign,cRLSign,digitalSignature,keyEncipherment",
          "subjectKeyIdentifier=hash",
        ]
        : ["keyUsage=critical,digitalSignature,keyEncipherment", "subjectKeyIdentifier=hash"])
    return TestIdentity(key: key, certificate: try template.issue(signedBy: key))
  }
}

/// The `openssl` program as an independent reader of what we write.
struct OpenSSLProgram {
  let output: [UInt8]
  let errors: String
  let status: Int32

  /// Runs it in a folder of its own that holds `files`; the standard input is empty.
  static func run(_ arguments: [String], files: [String: [UInt8]]) throws -> OpenSSLProgram {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("wire-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, octets) in files { try Data(octets).write(to: folder.appendingPathComponent(name)) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["openssl"] + arguments
    process.currentDirectoryURL = folder
    let errorFile = folder.appendingPathComponent("standard-error")
    let outputFile = folder.appendingPathComponent("standard-output")
    for file in [errorFile, outputFile] { try Data().write(to: file) }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: outputFile)
    process.standardError = try FileHandle(forWritingTo: errorFile)
    try process.run()
    process.waitUntilExit()
    return OpenSSLProgram(
      output: Array(try Data(contentsOf: outputFile)),
      errors: String(decoding: try Data(contentsOf: errorFile), as: UTF8.self), status: process.terminationStatus)
  }
}
