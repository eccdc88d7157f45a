#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A regular file, open for reading at any offset by any number of threads.
public final class PlainFile: Sendable {
  /// Open as long as this object lives.
  public let descriptor: Int32
  /// Bytes at the time it was opened. What a living log grows by later is not read.
  public let size: Int
  /// The name for people.
  public let name: String

  init(descriptor: Int32, size: Int, name: String) {
    self.descriptor = descriptor
    self.size = size
    self.name = name
  }

  deinit { close(descriptor) }

  /// Fills the buffer from `offset` on, as far as the file goes.
  /// - Returns: the bytes read; fewer than the buffer holds only at the end of the file, also when it has shrunk.
  /// - Throws: `unreadable` with the system's reason.
  public func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(InputProblem) -> Int {
    let wanted = min(buffer.count, max(size - offset, 0))
    var filled = 0
    while filled < wanted {
      let count = pread(descriptor, buffer.baseAddress.map { $0 + filled }, wanted - filled, off_t(offset + filled))
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw InputProblem(.unreadable, name, "cannot be read: \(systemReason(errno))") }
      if count == 0 { break }
      filled += count
    }
    return filled
  }
}

/// A plain file from its beginning to its end.
final class PlainFileSource: ByteSource {
  private let file: PlainFile
  private let block: Int
  private var offset = 0
  private(set) var problem: InputProblem?

  init(_ file: PlainFile, block: Int) {
    self.file = file
    self.block = block
  }

  func next() -> [UInt8]? {
    guard problem == nil, offset < file.size else { return nil }
    do {
      let bytes = try [UInt8](unsafeUninitializedCapacity: min(block, file.size - offset)) { buffer, count in
        count = try file.read(into: UnsafeMutableRawBufferPointer(buffer), at: offset)
      }
      offset = bytes.isEmpty ? file.size : offset + bytes.count
      return bytes.isEmpty ? nil : bytes
    } catch {
      problem = error as? InputProblem
      return nil
    }
  }
}
