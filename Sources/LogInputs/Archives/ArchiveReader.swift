import CArchive

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// One layer of packing, unpacked by libarchive: exactly the one that was recognised, so that every layer's bytes
/// are counted (libarchive by itself would go through 25 of them unseen).
final class ArchiveReader {
  struct Member {
    let name: String
    let size: Int?
    let isEncrypted: Bool
  }

  private let handle: OpaquePointer
  private let feed: ArchiveFeed
  private var failed: String?
  private var piece = MemberPiece()

  /// `nil` only where memory is exhausted.
  init?(_ container: Container, feed: ArchiveFeed) {
    guard let handle = archive_read_new() else { return nil }
    self.handle = handle
    self.feed = feed
    Self.choose(container, handle)
    if feed.attach(to: handle) < ARCHIVE_WARN { failed = reason() }
  }

  deinit { archive_read_free(handle) }

  private static func choose(_ container: Container, _ handle: OpaquePointer) {
    switch container {
    case .bzip2: archive_read_append_filter(handle, ARCHIVE_FILTER_BZIP2)
    case .xz: archive_read_append_filter(handle, ARCHIVE_FILTER_XZ)
    case .zip: archive_read_support_format_zip(handle)
    case .tar: archive_read_support_format_tar(handle)
    case .cabinet: archive_read_support_format_cab(handle)
    case .gzip, .unsupported: break
    }
    guard container.isStream else { return }
    archive_read_support_format_raw(handle)
    archive_read_support_format_empty(handle)
  }

  /// What went wrong, in the words of the layer below where it began there.
  func problem(_ name: String) -> InputProblem? {
    if let below = feed.problem { return below }
    return failed.map { InputProblem(.damaged, name, "damaged or cut short (\($0)): what came before is used") }
  }

  /// The next regular file in the archive; folders, links and devices are passed over.
  func nextMember(counting: (String) -> Bool) -> Member? {
    let locale = TextLocale()
    defer { locale.restore() }
    var entry: OpaquePointer?
    var retries = 0
    while failed == nil {
      let result = archive_read_next_header(handle, &entry)
      if result == ARCHIVE_EOF {
        // A compressed stream that breaks off before its first byte passes for an empty one, which is never this long.
        if archive_format(handle) == ARCHIVE_FORMAT_EMPTY, feed.total > 32 { failed = "it ends before its first byte" }
        return nil
      }
      if result == ARCHIVE_FATAL { failed = reason() }
      guard result >= ARCHIVE_WARN, let entry else {
        retries += 1
        if retries == 100 { failed = reason() }
        continue
      }
      piece = MemberPiece()
      let name = Self.name(of: entry)
      guard counting(name) else { return nil }
      guard archive_entry_filetype(entry) == S_IFREG, archive_entry_hardlink(entry) == nil else { continue }
      return Member(
        name: name, size: archive_entry_size_is_set(entry) != 0 ? Int(archive_entry_size(entry)) : nil,
        isEncrypted: archive_entry_is_data_encrypted(entry) == 1)
    }
    return nil
  }

  /// The next bytes of the current member, empty at its end; a failure may come after some good ones.
  func read(upTo count: Int) -> (bytes: [UInt8], failure: String?) {
    var failure: String?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      let buffer = UnsafeMutableRawBufferPointer(buffer)
      while filled < count, failure == nil, piece.isAtEnd == false {
        filled += piece.copy(to: UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
        if filled < count { failure = nextPiece() }
      }
    }
    return (bytes, failure)
  }

  /// Block by block: `archive_read_data` would lose what it had before an error.
  private func nextPiece() -> String? {
    var start: UnsafeRawPointer?
    var size = 0
    var offset: Int64 = 0
    let result = archive_read_data_block(handle, &start, &size, &offset)
    guard result == ARCHIVE_OK || result == ARCHIVE_WARN else {
      piece.isAtEnd = true
      if result == ARCHIVE_EOF { return nil }
      // Anything less concerns this member only: the next can be read.
      if result == ARCHIVE_FATAL { failed = reason() }
      return reason()
    }
    piece.load(UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : size), at: Int(offset))
    return nil
  }

  private func reason() -> String {
    archive_error_string(handle).map { String(cString: $0) } ?? "no reason given"
  }

  private static func name(of entry: OpaquePointer) -> String {
    if let name = archive_entry_pathname_utf8(entry) ?? archive_entry_pathname(entry) { return String(cString: name) }
    return "?"
  }
}

/// libarchive turns names into the locale's characters: this thread has UTF-8 as long as a header is read.
private struct TextLocale {
  private let chosen: locale_t?
  private let former: locale_t?

  init() {
    chosen = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil) ?? newlocale(LC_CTYPE_MASK, "en_US.UTF-8", nil)
    former = chosen.flatMap { uselocale($0) }
  }

  func restore() {
    guard let chosen else { return }
    uselocale(former)
    freelocale(chosen)
  }
}
