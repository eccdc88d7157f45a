#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A path as the system has it, bytes that need not be text, and the name shown for it.
struct FilePath: Hashable {
  let bytes: [UInt8]
  let name: String

  init(_ path: String) {
    bytes = Array(path.utf8)
    name = path
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
    name = String(decoding: bytes, as: UTF8.self)
  }

  func appending(_ component: [UInt8]) -> FilePath {
    FilePath(bytes: bytes + (bytes.last == UInt8(ascii: "/") ? [] : [UInt8(ascii: "/")]) + component)
  }

  func withPointer<R>(_ body: (UnsafePointer<CChar>) -> R) -> R {
    (bytes + [0]).withUnsafeBytes { raw in
      raw.withMemoryRebound(to: CChar.self) { chars in
        guard let base = chars.baseAddress else { return "".withCString(body) }
        return body(base)
      }
    }
  }

  /// What the path leads to, or the link itself, or the error number.
  func status(followingLinks: Bool) -> Result<stat, SystemError> {
    var result = stat()
    let failed = withPointer { followingLinks ? stat($0, &result) : lstat($0, &result) }
    return failed == 0 ? .success(result) : .failure(SystemError(number: errno))
  }
}

struct SystemError: Error {
  let number: Int32
}

/// Which file it is, whatever its names are.
struct FileIdentity: Hashable {
  let device: UInt64
  let file: UInt64

  init(_ status: stat) {
    device = UInt64(truncatingIfNeeded: status.st_dev)
    file = UInt64(truncatingIfNeeded: status.st_ino)
  }
}

extension stat {
  var format: mode_t { st_mode & S_IFMT }
  var isFolder: Bool { format == S_IFDIR }
  var isRegular: Bool { format == S_IFREG }
  var isLink: Bool { format == S_IFLNK }

  /// The word for what this is, where it is no file and no folder.
  var specialName: String {
    switch format {
    case S_IFIFO: "a named pipe"
    case S_IFSOCK: "a socket"
    case S_IFCHR, S_IFBLK: "a device"
    default: "not a regular file"
    }
  }
}
