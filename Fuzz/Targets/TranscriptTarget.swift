import Transcripts

/// HAR files. What was read and is written comes back as it was.
enum TranscriptTarget {
  @Sendable static func take(_ octets: [UInt8]) {
    guard let file = try? HARFile(octets, name: "input.har") else { return }
    guard let again = try? HARFile(Array(file.encoded().utf8), name: "again.har") else {
      preconditionFailure("a HAR that was written is not read")
    }
    precondition(again.entries.map(\.request.body) == file.entries.map(\.request.body), "a body changes by writing")
    precondition(again.entries.map(\.request.url) == file.entries.map(\.request.url), "a URL changes by writing")
  }
}
