#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What a user named, as a sequence of inputs: files, folders with all that is in them, archives and compressed files
/// (recognised by their content), and `-` for standard input.
public final class InputSet {
  /// What could not be read, in the order found, one line each. Complete after `forEach`.
  public private(set) var problems: [InputProblem] = []
  /// Problems beyond `limits.problems`, which are only counted.
  public private(set) var furtherProblems = 0
  /// Files in folders and members of archives passed over since their name, or a folder's on the way, begins with a dot.
  public private(set) var hidden = 0

  let limits: InputLimits
  private let paths: [String]
  private let standardInput: Int32
  private var usedStandardInput = false
  private var done: Set<FileIdentity> = []

  /// - Parameter standardInput: the descriptor that `-` stands for; it stays open.
  public init(paths: [String], limits: InputLimits = InputLimits(), standardInput: Int32 = 0) {
    self.paths = paths
    self.limits = limits
    self.standardInput = standardInput
  }

  /// Calls `body` once for each input, in a fixed order. The bytes are good until the call returns, and need not be
  /// read. What cannot be read is added to `problems`, and the next input follows.
  /// - Throws: only what `body` throws, which ends the reading.
  public func forEach(_ body: (LogInput, inout InputBytes) throws -> Void) throws {
    for path in paths {
      if path == "-" { try readStandardInput(body) } else { try read(path, body) }
    }
  }

  /// Bytes on disk of all files named, packed ones as they are; standard input does not count.
  public func bytesOnDisk() -> Int {
    var walk = FolderWalk(limits: limits)
    for path in paths where path != "-" && Self.descriptor(of: path) == nil { walk.add(FilePath(path)) }
    return walk.found.reduce(0) { $0 + $1.size }
  }

  private func readStandardInput(_ body: (LogInput, inout InputBytes) throws -> Void) throws {
    guard !usedStandardInput else { return note(InputProblem(.readTwice, "-", "standard input can be read only once")) }
    usedStandardInput = true
    try readStream(StreamSource(descriptor: standardInput, closes: false, name: "-", block: limits.block), "-", body)
  }

  private func read(_ path: String, _ body: (LogInput, inout InputBytes) throws -> Void) throws {
    if let descriptor = Self.descriptor(of: path) {
      let source = StreamSource(descriptor: descriptor, closes: false, name: path, block: limits.block)
      return try readStream(source, path, body)
    }
    var walk = FolderWalk(limits: limits)
    walk.add(FilePath(path))
    hidden += walk.hidden
    walk.problems.forEach(note)
    let own = Set(walk.found.lazy.filter { !$0.isLink }.map(\.identity))
    for found in walk.found where !(found.isLink && own.contains(found.identity)) {
      // The same file under two names tells the same twice.
      guard done.insert(found.identity).inserted else { continue }
      try readFile(found.path, body)
    }
  }

  /// The descriptor behind `/dev/fd/63`, which is how a shell names the output of a command, or `/dev/stdin`.
  private static func descriptor(of path: String) -> Int32? {
    if path == "/dev/stdin" { return 0 }
    guard path.hasPrefix("/dev/fd/") else { return nil }
    return Int32(path.dropFirst("/dev/fd/".count))
  }

  private func readStream(_ source: StreamSource, _ name: String, _ body: (LogInput, inout InputBytes) throws -> Void)
    throws
  {
    var bytes = InputBytes(source)
    let opened = Opened(
      input: LogInput(name: name, kind: .standardInput, size: nil), layer: 1,
      expansion: Expansion(packed: nil, limits: limits))
    try visit(opened, &bytes, body)
  }

  private func readFile(_ path: FilePath, _ body: (LogInput, inout InputBytes) throws -> Void) throws {
    // Not blocking: a file that has meanwhile become a pipe must not hold us up.
    let descriptor = path.withPointer { open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
    guard descriptor >= 0 else { return note(Self.refusal(path, errno)) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.isRegular else {
      close(descriptor)
      return note(InputProblem(.notAFile, path.name, "is \(status.specialName), not a file"))
    }
    // Files that the system makes up have no size, and no end that could be known.
    let size = Int(status.st_size)
    var bytes: InputBytes
    if size > 0 {
      let file = PlainFile(descriptor: descriptor, size: size, name: path.name)
      bytes = InputBytes(PlainFileSource(file, block: limits.block), file: file)
    } else {
      bytes = InputBytes(StreamSource(descriptor: descriptor, closes: true, name: path.name, block: limits.block))
    }
    let opened = Opened(
      input: LogInput(name: path.name, kind: .file, size: size), layer: 1,
      expansion: Expansion(packed: size, limits: limits))
    try visit(opened, &bytes, body)
  }

  private static func refusal(_ path: FilePath, _ number: Int32) -> InputProblem {
    number == ENOENT
      ? InputProblem(.missing, path.name, "vanished before it was read")
      : InputProblem(.unreadable, path.name, "cannot be read: \(systemReason(number))")
  }

  func note(_ problem: InputProblem) {
    if problems.count < limits.problems { problems.append(problem) } else { furtherProblems += 1 }
  }

  func passOver() { hidden += 1 }
}
