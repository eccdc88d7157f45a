import CArchive

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What libarchive reads from: a plain file, where it may also seek, or bytes in order.
///
/// libarchive keeps the pointer of a block until it asks for the next, so the block lives here.
final class ArchiveFeed {
  private enum Origin {
    case file(PlainFile)
    case stream(InputBytes)
  }

  private var origin: Origin
  private let buffer: UnsafeMutableRawBufferPointer
  private var offset = 0
  private var rest: ArraySlice<UInt8> = []
  private let took: (Int) -> Void
  /// Bytes given to libarchive.
  private(set) var total = 0
  /// Why the packed bytes ended early; the cause of whatever the archive says then.
  private(set) var problem: InputProblem?

  var canSeek: Bool {
    if case .file = origin { return true }
    return false
  }

  /// - Parameter maySeek: whether a plain file may be read in another order than its own.
  init(_ bytes: InputBytes, maySeek: Bool, block: Int, took: @escaping (Int) -> Void) {
    origin = maySeek ? bytes.file.map { .file($0) } ?? .stream(bytes) : .stream(bytes)
    buffer = .allocate(byteCount: max(block, 4_096), alignment: 16)
    self.took = took
  }

  deinit { buffer.deallocate() }

  /// The next block: 0 at the end, negative where the bytes broke off.
  fileprivate func read(_ place: UnsafeMutablePointer<UnsafeRawPointer?>?) -> Int {
    let count: Int
    switch origin {
    case .file(let file): count = read(file)
    case .stream(var bytes):
      count = read(&bytes)
      origin = .stream(bytes)
    }
    place?.pointee = UnsafeRawPointer(buffer.baseAddress)
    total += max(count, 0)
    took(max(count, 0))
    return count
  }

  private func read(_ file: PlainFile) -> Int {
    do {
      let count = try file.read(into: buffer, at: offset)
      offset += count
      return count
    } catch {
      problem = error
      return -1
    }
  }

  private func read(_ bytes: inout InputBytes) -> Int {
    if rest.isEmpty, let block = bytes.next() { rest = block[...] }
    guard !rest.isEmpty else {
      problem = bytes.problem
      return problem == nil ? 0 : -1
    }
    let part = rest.prefix(buffer.count)
    part.withUnsafeBytes { buffer.copyMemory(from: $0) }
    rest = rest.dropFirst(part.count)
    return part.count
  }

  fileprivate func seek(_ distance: Int64, _ whence: Int32) -> Int64 {
    guard case .file(let file) = origin else { return Int64(ARCHIVE_FATAL) }
    let base: Int64 =
      switch whence {
      case SEEK_SET: 0
      case SEEK_CUR: Int64(offset)
      default: Int64(file.size)
      }
    let (target, overflow) = base.addingReportingOverflow(distance)
    guard !overflow, target >= 0 else { return Int64(ARCHIVE_FATAL) }
    offset = Int(target)
    return target
  }

  /// Makes the archive handle read from here. The handle must be freed before this object.
  func attach(to handle: OpaquePointer) -> Int32 {
    archive_read_set_read_callback(handle) { _, feed, place in
      feed.map { Unmanaged<ArchiveFeed>.fromOpaque($0).takeUnretainedValue().read(place) } ?? -1
    }
    if canSeek {
      archive_read_set_seek_callback(handle) { _, feed, distance, whence in
        feed.map { Unmanaged<ArchiveFeed>.fromOpaque($0).takeUnretainedValue().seek(distance, whence) } ?? -30
      }
    }
    archive_read_set_callback_data(handle, Unmanaged.passUnretained(self).toOpaque())
    return archive_read_open1(handle)
  }
}
