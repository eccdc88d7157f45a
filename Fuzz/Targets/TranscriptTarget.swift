import ScepspecTranscripts

/// HAR files, and what was read of them written and read again.
enum TranscriptTarget {
  @Sendable static func take(_ octets: [UInt8]) {
    guard let file = try? HARFile(octets, name: "input.har") else { return }
    _ = try? HARFile(Array(file.encoded().utf8), name: "again.har")
  }
}
