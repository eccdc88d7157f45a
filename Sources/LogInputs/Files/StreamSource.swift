#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What can only be read in order: standard input, a pipe, a file without a size.
final class StreamSource: ByteSource {
  private let descriptor: Int32
  private let closes: Bool
  private let name: String
  private let block: Int
  private var ended = false
  private(set) var problem: InputProblem?

  init(descriptor: Int32, closes: Bool, name: String, block: Int) {
    self.descriptor = descriptor
    self.closes = closes
    self.name = name
    self.block = block
  }

  deinit { if closes { close(descriptor) } }

  func next() -> [UInt8]? {
    guard !ended else { return nil }
    let bytes = [UInt8](unsafeUninitializedCapacity: block) { buffer, filled in
      // A pipe gives 64 KiB at most: whole blocks are cheaper for everybody after us.
      while !ended, filled < block {
        let count = read(descriptor, buffer.baseAddress.map { $0 + filled }, block - filled)
        if count > 0 { filled += count } else { endOrRetry(count) }
      }
    }
    return bytes.isEmpty ? nil : bytes
  }

  private func endOrRetry(_ count: Int) {
    if count < 0 && errno == EINTR { return }
    if count < 0 && errno == EAGAIN { return waitForMore() }
    if count < 0 { problem = InputProblem(.unreadable, name, "cannot be read: \(systemReason(errno))") }
    ended = true
  }

  private func waitForMore() {
    var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    _ = poll(&waiting, 1, -1)
  }
}

/// The system's words for an error number.
func systemReason(_ number: Int32) -> String {
  guard let text = strerror(number) else { return "error \(number)" }
  return String(cString: text)
}
