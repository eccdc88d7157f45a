import Foundation

/// An open regular file that several threads read at places of their own.
final class LogFile: Sendable {
  let path: String
  /// When it was opened; what was added since is not read.
  let size: Int
  private let descriptor: Int32

  init(path: String) throws(LineScanError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw LogFile.failure(path, nil, errno) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw LineScanError(path: path, offset: nil, reason: "not a regular file")
    }
    self.path = path
    self.descriptor = descriptor
    size = Int(status.st_size)
  }

  deinit { close(descriptor) }

  /// Reads what fits, but nothing past `size`; 0 at the end.
  func read(_ buffer: UnsafeMutableBufferPointer<UInt8>, at offset: Int) throws(LineScanError) -> Int {
    let count = min(buffer.count, size - offset)
    guard count > 0 else { return 0 }
    while true {
      let got = pread(descriptor, buffer.baseAddress, count, off_t(offset))
      if got >= 0 { return got }
      guard errno == EINTR else { throw LogFile.failure(path, offset, errno) }
    }
  }

  /// The octet before a place; LF before the file.
  func octet(before offset: Int) throws(LineScanError) -> UInt8 {
    guard offset > 0 else { return 0x0A }
    let one = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1)
    defer { one.deallocate() }
    return try read(one, at: offset - 1) == 1 ? one[0] : 0
  }

  private static func failure(_ path: String, _ offset: Int?, _ code: Int32) -> LineScanError {
    LineScanError(path: path, offset: offset, reason: String(cString: strerror(code)))
  }
}
