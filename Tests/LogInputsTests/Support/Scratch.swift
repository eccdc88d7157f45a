import Foundation
import ScepspecLogInputs

/// A folder of its own for one test, gone with it.
final class Scratch {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "/inputs-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  @discardableResult
  func write(_ bytes: [UInt8], _ name: String) throws -> String {
    let full = path + "/" + name
    let folder = (full as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(fileURLWithPath: full))
    return full
  }

  @discardableResult
  func write(_ text: String, _ name: String) throws -> String { try write(Array(text.utf8), name) }

  func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: path + "/" + name, withDestinationPath: target)
  }
}

/// What reading a set of paths gave: names without the scratch folder, whole contents, problems.
struct Reading {
  var names: [String] = []
  var contents: [String: [UInt8]] = [:]
  var inputs: [LogInput] = []
  var problems: [InputProblem] = []
  var hidden = 0

  var codes: [InputProblem.Code] { problems.map(\.code) }

  init(_ paths: [String], in scratch: Scratch? = nil, limits: InputLimits = InputLimits(), standardInput: Int32 = 0)
    throws
  {
    let set = InputSet(paths: paths, limits: limits, standardInput: standardInput)
    try set.forEach { input, bytes in
      let name = scratch.map { input.name.replacingOccurrences(of: $0.path + "/", with: "") } ?? input.name
      names.append(name)
      inputs.append(input)
      contents[name] = Self.all(&bytes)
    }
    problems = set.problems
    hidden = set.hidden
  }

  func text(_ name: String) -> String? { contents[name].map { String(decoding: $0, as: UTF8.self) } }

  static func all(_ source: inout some ByteSource) -> [UInt8] {
    var result: [UInt8] = []
    while let block = source.next() { result += block }
    return result
  }
}
