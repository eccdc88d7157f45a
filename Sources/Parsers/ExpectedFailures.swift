import Foundation
import Yams

/// What is known of a parser: fields that it does not have, and inputs on which it fails, each with the reason.
public struct ExpectedFailures: Hashable, Sendable {
  public struct Entry: Hashable, Sendable {
    /// A glob for ids.
    public var only: String
    public var reason: String
  }

  public var leftOut: Set<String>
  public var entries: [Entry]

  public static let none = ExpectedFailures(leftOut: [], entries: [])
  private static let head = "parsers-expected/1"

  /// Reads a YAML file: `format: parsers-expected/1`, `leftOut: [FIELD]`, `failures: [{ only: GLOB, reason: TEXT }]`.
  public static func load(file: String) throws(ParserProblem) -> ExpectedFailures {
    guard let data = FileManager.default.contents(atPath: file), data.count <= 1 << 20 else {
      throw ParserProblem("cannot read '\(file)'")
    }
    let any: Any?
    do {
      any = try Yams.load(yaml: String(decoding: data, as: UTF8.self))
    } catch {
      throw ParserProblem("\(file): not YAML: \(String(describing: error).prefix(200))")
    }
    guard let root = any as? [String: Any], root["format"] as? String == head else {
      throw ParserProblem("\(file): not a file of expected failures (format: \(head))")
    }
    let known: Set<String> = ["format", "leftOut", "failures"]
    if let other = root.keys.sorted().first(where: { !known.contains($0) }) {
      throw ParserProblem("\(file): the key '\(other)' is not known (format, leftOut, failures)")
    }
    let leftOut = root["leftOut"] ?? [String]()
    guard let fields = leftOut as? [String] else { throw ParserProblem("\(file): 'leftOut' is a list of field names") }
    let failures = root["failures"] ?? [[String: Any]]()
    guard let items = failures as? [[String: Any]] else {
      throw ParserProblem("\(file): 'failures' is a list of { only: …, reason: … }")
    }
    var entries: [Entry] = []
    for item in items {
      guard let only = item["only"] as? String, let reason = item["reason"] as? String, !reason.isEmpty, item.count == 2
      else { throw ParserProblem("\(file): each of 'failures' has 'only' (a glob) and 'reason', and nothing else") }
      entries.append(Entry(only: only, reason: reason))
    }
    return ExpectedFailures(leftOut: Set(fields), entries: entries)
  }
}
