#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Finds the files that the user's paths stand for, in a fixed order: paths as given, folders by the bytes of their names.
///
/// In a folder, names that begin with a dot are skipped, links to files are followed, links to folders are not:
/// they lead in circles, or out of what was named.
struct FolderWalk {
  struct Found {
    let path: FilePath
    let identity: FileIdentity
    let isLink: Bool
    let size: Int
  }

  private(set) var found: [Found] = []
  private(set) var problems: [InputProblem] = []
  private(set) var hidden = 0
  private var seenFolders: Set<FileIdentity> = []
  private let limits: InputLimits
  private var full = false

  /// What is sorted in memory at once.
  private static let namesInFolder = 200_000

  init(limits: InputLimits) { self.limits = limits }

  mutating func add(_ path: FilePath) {
    switch path.status(followingLinks: true) {
    case .success(let status) where status.isFolder: walk(path, FileIdentity(status), depth: 1)
    case .success(let status): addFile(path, status, isLink: false)
    case .failure(let error): refuse(path, error)
    }
  }

  private mutating func walk(_ folder: FilePath, _ identity: FileIdentity, depth: Int) {
    guard seenFolders.insert(identity).inserted else { return }
    guard depth <= limits.folders else {
      return refuse(folder, .limit, "more than \(limits.folders) folders inside each other: name this one by itself")
    }
    guard let names = entries(of: folder) else { return }
    for name in names where !full { visit(folder.appending(name), depth: depth) }
  }

  private mutating func visit(_ path: FilePath, depth: Int) {
    guard case .success(let own) = path.status(followingLinks: false) else {
      return refuse(path, .missing, "vanished while the folder was read")
    }
    if own.isFolder { return walk(path, FileIdentity(own), depth: depth + 1) }
    guard own.isLink else { return addFile(path, own, isLink: false) }
    switch path.status(followingLinks: true) {
    case .success(let status) where status.isFolder:
      refuse(path, .circularLink, "a symbolic link to a folder is not followed: name the folder itself if it is wanted")
    case .success(let status): addFile(path, status, isLink: true)
    case .failure(let error): refuse(path, error)
    }
  }

  private mutating func addFile(_ path: FilePath, _ status: stat, isLink: Bool) {
    guard status.isRegular else {
      return refuse(
        path, .notAFile, "is \(status.specialName), not a file: to read what a command or pipe gives, pass it as `-`")
    }
    guard found.count < limits.members else {
      full = true
      return refuse(path, .limit, "more than \(limits.members) files: the rest is not read; name fewer at a time")
    }
    found.append(Found(path: path, identity: FileIdentity(status), isLink: isLink, size: Int(status.st_size)))
  }

  /// The names in a folder, sorted; `nil` where it cannot be opened.
  private mutating func entries(of folder: FilePath) -> [[UInt8]]? {
    guard let stream = folder.withPointer({ opendir($0) }) else {
      refuse(folder, SystemError(number: errno))
      return nil
    }
    defer { closedir(stream) }
    var names: [[UInt8]] = []
    while let entry = readdir(stream) {
      let name = Self.name(of: entry)
      if name == [0x2E] || name == [0x2E, 0x2E] { continue }
      if HiddenName.matches(name) { hidden += 1 } else { names.append(name) }
      guard names.count < Self.namesInFolder else {
        refuse(folder, .limit, "more than \(Self.namesInFolder) names in one folder: the rest is not read")
        break
      }
    }
    return names.sorted { $0.lexicographicallyPrecedes($1) }
  }

  private static func name(of entry: UnsafeMutablePointer<dirent>) -> [UInt8] {
    // By its offset in the record: the record may be shorter than the Swift view of its type.
    guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { return [] }
    let start = UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: UInt8.self)
    return Array(
      UnsafeBufferPointer(start: start, count: strlen(UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self))))
  }

  private mutating func refuse(_ path: FilePath, _ error: SystemError) {
    switch error.number {
    case ENOENT, ENOTDIR: refuse(path, .missing, "no such file or folder")
    case ELOOP: refuse(path, .circularLink, "symbolic links that lead in a circle")
    default: refuse(path, .unreadable, "cannot be read: \(systemReason(error.number))")
    }
  }

  private mutating func refuse(_ path: FilePath, _ code: InputProblem.Code, _ message: String) {
    if problems.count < limits.problems { problems.append(InputProblem(code, path.name, message)) }
  }
}

/// Names that no one means when naming a folder or an archive: what begins with a dot, and the Finder's leftovers.
enum HiddenName {
  static func matches(_ name: some Collection<UInt8>) -> Bool {
    name.first == UInt8(ascii: ".") || name.elementsEqual("__MACOSX".utf8)
  }

  /// Whether any part of a member's path is hidden.
  static func matches(path: String) -> Bool {
    path.utf8.split(separator: UInt8(ascii: "/")).contains { part in
      !part.elementsEqual([0x2E]) && !part.elementsEqual([0x2E, 0x2E]) && matches(part)
    }
  }
}
