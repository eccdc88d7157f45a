import Foundation

/// Writes a HAR file exchange by exchange. After each of them the file on disk is whole, so that a process that is
/// killed loses at most the one in flight. Not to be used by two threads at once.
public final class HARWriter {
  private let path: String
  private let handle: FileHandle
  /// Octets up to the end of the last entry.
  private var end: UInt64
  private var hasEntries = false
  /// The log's `_scepspec`, written with the next entry or by `finish`.
  public var own: JSONValue?

  /// Makes the file, or empties it. Only its owner may read it.
  ///
  /// - Throws: Where it cannot be written.
  public init(path: String, creator: String, version: String, own: JSONValue? = nil) throws(HARError) {
    self.path = path
    self.own = own
    let opening = Data(HARFile.opening(creator: creator, version: version).utf8)
    end = UInt64(opening.count)
    let made = FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
    guard made, let handle = FileHandle(forWritingAtPath: path) else {
      throw HARError(file: path, "cannot be written; name a file in a folder that is there and may be written to")
    }
    self.handle = handle
    try write(opening + Data(HARFile.closing(own).utf8), at: 0)
  }

  deinit { try? handle.close() }

  /// Octets of the file so far, without its last lines.
  public var octets: Int { Int(end) }

  /// - Throws: Where the file cannot be written any more, such as on a full disk.
  public func append(_ entry: HAREntry) throws(HARError) {
    let text = (hasEntries ? ",\n  " : "\n  ") + entry.json.encoded(indent: 2)
    let octets = Data(text.utf8)
    try write(octets + Data(HARFile.closing(own).utf8), at: end)
    end += UInt64(octets.count)
    hasEntries = true
  }

  /// Writes the log's `_scepspec` as it is now.
  public func finish() throws(HARError) { try write(Data(HARFile.closing(own).utf8), at: end) }

  private func write(_ octets: Data, at offset: UInt64) throws(HARError) {
    do {
      try handle.seek(toOffset: offset)
      try handle.write(contentsOf: octets)
      try handle.truncate(atOffset: offset + UInt64(octets.count))
    } catch {
      throw HARError(file: path, "cannot be written any more (\(error.localizedDescription)); is the disk full?")
    }
  }
}
