#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif
import ScepspecLogInputs
import ScepspecModel

@testable import ScepspecLogReading

/// Records of a text in a format, and what the reader met besides.
func records(_ text: String, _ format: LogFormat, block: Int = 1 << 20) throws -> (
  records: [Record], tally: ReadingTally
) {
  try records(of: Array(text.utf8), format, block: block)
}

func records(of bytes: [UInt8], _ format: LogFormat, block: Int = 1 << 20) throws -> (
  records: [Record], tally: ReadingTally
) {
  let compiled = try CompiledFormat(format)
  let reader = compiled.makeReader(nil)
  let finisher = RecordFinisher(compiled)
  let blocks = stride(from: 0, to: bytes.count, by: block).map { Array(bytes[$0..<min($0 + block, bytes.count)]) }
  var found: [Record] = []
  var misfits = 0
  reader.read(MemorySource(blocks: blocks)) { record in
    var record = record
    if finisher.finish(&record) { found.append(record) } else { misfits += 1 }
    return true
  }
  var tally = reader.tally
  tally.misfits += misfits
  return (found, tally)
}

/// Folders that are gone after use.
final class Scratch {
  let path: String

  init() throws {
    var template = Array("/tmp/log-reading-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { throw ScratchError() }
    path = String(cString: made)
  }

  deinit { remove(path) }

  func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }

  func write(_ bytes: [UInt8], to name: String) throws {
    let parts = name.split(separator: "/").dropLast()
    var folder = path
    for part in parts {
      folder += "/" + part
      mkdir(folder, 0o755)
    }
    guard let file = fopen(path + "/" + name, "w") else { throw ScratchError() }
    defer { fclose(file) }
    guard fwrite(bytes, 1, bytes.count, file) == bytes.count else { throw ScratchError() }
  }

  private func remove(_ path: String) {
    if let folder = opendir(path) {
      while let entry = readdir(folder) {
        let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        if name != ".", name != ".." { remove(path + "/" + name) }
      }
      closedir(folder)
      rmdir(path)
    } else {
      unlink(path)
    }
  }
}

struct ScratchError: Error {}

/// All that reading a folder tells.
struct Told {
  var observations: [Observation] = []
  var groups: [LogGroup] = []
  var summaries: [LogSummary] = []

  init(_ paths: [String], _ specifications: Specifications = Known.specifications(), options: IntakeOptions = .init())
    throws
  {
    let collected = Collected()
    summaries = LogIntake(try LogCatalogue(specifications), options: options).read(paths) { observation, group in
      collected.observations.append(observation)
      collected.groups.append(group)
    }
    (observations, groups) = (collected.observations, collected.groups)
  }

  private final class Collected {
    var observations: [Observation] = []
    var groups: [LogGroup] = []
  }

  func texts(_ field: String) -> [String] {
    observations.compactMap { observation in
      guard case .text(let text) = observation.fields[field]?.value else { return nil }
      return text
    }
  }
}
