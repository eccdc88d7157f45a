import ScepspecHTTPWire

/// The exchanges of a run. Long replies are kept whole until `most` octets are reached in all, and cut from then on: a
/// server may send megabytes each time.
struct Transcript {
  private(set) var entries: [TranscriptEntry] = []
  private var octets = 0

  static let most = 64 << 20
  /// Octets of requests and replies that are never cut.
  static let least = 65_536

  mutating func append(_ entry: TranscriptEntry) {
    let size = entry.raw.keptOctets
    var entry = entry
    if octets + size > Self.most, size > 3 * Self.least {
      entry.raw.cut(to: Self.least)
      entry.isCut = true
    }
    octets += entry.raw.keptOctets
    entries.append(entry)
  }
}

extension RawExchange {
  /// The body counts by itself: it is held besides the octets that it came in.
  fileprivate var keptOctets: Int { request.bytes.count + received.count + (response?.body.count ?? 0) }

  fileprivate mutating func cut(to length: Int) {
    request.bytes = Array(request.bytes.prefix(length))
    received = Array(received.prefix(length))
    if let body = response?.body { response?.body = Array(body.prefix(length)) }
  }
}
