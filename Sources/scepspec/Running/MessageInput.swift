import Foundation
import ScepspecCMS
import ScepspecDecoding

/// Octets to be decoded: a file, standard input, or the argument itself.
enum MessageInput {
  private static let most = Decoder.mostOctets

  /// - Throws: `Failure` (bad data) where there is no such file, it cannot be read or is larger than the bound.
  static func read(_ argument: String) throws(Failure) -> (octets: [UInt8], name: String) {
    if argument == "-" { return (try read(.standardInput, "standard input"), "-") }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: argument, isDirectory: &isFolder) else {
      guard looksLikeText(argument) else { throw Failure(.badData, "there is no file '\(argument)'") }
      return (Array(argument.utf8), "argument")
    }
    guard !isFolder.boolValue else { throw Failure(.badData, "'\(argument)' is a folder: name the files in it") }
    guard let handle = FileHandle(forReadingAtPath: argument) else {
      throw Failure(.badData, "cannot read '\(argument)'")
    }
    defer { try? handle.close() }
    return (try read(handle, "'\(argument)'"), argument)
  }

  /// What nobody calls a file: a URL, long base64, several lines.
  private static func looksLikeText(_ argument: String) -> Bool {
    argument.contains("operation=") || argument.contains("://") || argument.contains("\n") || argument.utf8.count > 64
  }

  private static func read(_ handle: FileHandle, _ name: String) throws(Failure) -> [UInt8] {
    var octets: [UInt8] = []
    while true {
      let piece: Data?
      do { piece = try handle.read(upToCount: 1 << 20) } catch { throw Failure(.badData, "cannot read \(name)") }
      guard let piece, !piece.isEmpty else { return octets }
      octets += piece
      guard octets.count <= most else {
        throw Failure(.badData, "\(name) is larger than the bound of \(most >> 20) MiB")
      }
    }
  }
}

/// A private key of the user's.
enum PrivateKeyFile {
  /// - Throws: `Failure` (bad data) where the file is no private key in PEM; the message never shows what it holds.
  static func read(_ path: String) throws(Failure) -> PrivateKey {
    guard let data = FileManager.default.contents(atPath: path), data.count < 1 << 20 else {
      throw Failure(.badData, "cannot read the key file '\(path)'")
    }
    guard let key = try? PrivateKey(pem: String(decoding: data, as: UTF8.self)) else {
      throw Failure(.badData, "'\(path)' holds no private key in PEM without a passphrase")
    }
    return key
  }
}
