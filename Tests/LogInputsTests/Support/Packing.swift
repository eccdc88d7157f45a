import CArchive
import Foundation

/// Archives made by libarchive, in memory.
enum Packing {
  enum Shape { case zip, storedZip, tar, encryptedZip }
  enum Filter { case none, gzip, bzip2, xz }

  struct Failure: Error {}

  static func archive(_ shape: Shape, _ filter: Filter = .none, _ members: [(String, [UInt8])]) throws -> [UInt8] {
    try write(filter) { handle in
      switch shape {
      case .zip, .encryptedZip: archive_write_set_format_zip(handle)
      case .storedZip:
        archive_write_set_format_zip(handle)
        archive_write_zip_set_compression_store(handle)
      case .tar: archive_write_set_format_pax_restricted(handle)
      }
      if shape == .encryptedZip {
        archive_write_set_options(handle, "zip:encryption=traditional")
        archive_write_set_passphrase(handle, "secret")
      }
    } content: { handle in
      for (name, bytes) in members { try add(handle, name, bytes) }
    }
  }

  static func stream(_ filter: Filter, _ bytes: [UInt8]) throws -> [UInt8] {
    try write(filter) {
      archive_write_set_format_raw($0)
    } content: {
      try add($0, "x", bytes)
    }
  }

  private static func add(_ handle: OpaquePointer, _ name: String, _ bytes: [UInt8]) throws {
    let entry = archive_entry_new()
    defer { archive_entry_free(entry) }
    archive_entry_set_pathname_utf8(entry, name)
    archive_entry_set_size(entry, Int64(bytes.count))
    archive_entry_set_filetype(entry, 0o100000)
    archive_entry_set_perm(entry, 0o644)
    guard archive_write_header(handle, entry) >= ARCHIVE_WARN else { throw Failure() }
    guard bytes.isEmpty || archive_write_data(handle, bytes, bytes.count) == bytes.count else { throw Failure() }
  }

  private static func write(
    _ filter: Filter, format: (OpaquePointer) -> Void, content: (OpaquePointer) throws -> Void
  ) throws -> [UInt8] {
    // libarchive writes names in the locale's characters.
    let locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil)
    let former = uselocale(locale)
    defer {
      uselocale(former)
      freelocale(locale)
    }
    guard let handle = archive_write_new() else { throw Failure() }
    defer { archive_write_free(handle) }
    format(handle)
    switch filter {
    case .none: archive_write_add_filter_none(handle)
    case .gzip: archive_write_add_filter_gzip(handle)
    case .bzip2: archive_write_add_filter_bzip2(handle)
    case .xz: archive_write_add_filter_xz(handle)
    }
    archive_write_set_bytes_in_last_block(handle, 1)
    let sink = Sink()
    let context = Unmanaged.passUnretained(sink).toOpaque()
    let opened = archive_write_open(
      handle, context, nil,
      { _, context, bytes, count in
        guard let context else { return -1 }
        Unmanaged<Sink>.fromOpaque(context).takeUnretainedValue().bytes += UnsafeRawBufferPointer(
          start: bytes, count: count)
        return count
      }, nil)
    guard opened == ARCHIVE_OK else { throw Failure() }
    try content(handle)
    guard archive_write_close(handle) == ARCHIVE_OK else { throw Failure() }
    return sink.bytes
  }

  private final class Sink {
    var bytes: [UInt8] = []
  }
}
