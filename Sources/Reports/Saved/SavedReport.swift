import Foundation
public import ScepspecModel

/// A report that an earlier run wrote as JSON (`scepspec-report/1`), as far as others build on it.
public struct SavedReport: Hashable, Sendable {
  public var tool: String
  public var target: String
  /// Why nothing was graded; `nil` for a run that came to its end.
  public var stopped: String?
  public var results: [Result]

  public struct Result: Hashable, Sendable {
    public var id: String
    public var title: String
    public var level: Level
    public var verdict: Verdict
    public var reason: String
    public var blockedBy: [String]
  }

  /// Why a file is no report: what was found where, and what was expected.
  public struct Problem: Error, Hashable, CustomStringConvertible {
    public var description: String
  }

  /// What a run that has just ended would have saved.
  public init(_ report: RunReport) {
    (tool, target, stopped) = (report.tool, report.target, report.stopped)
    results = report.results.map {
      Result(
        id: $0.check.id, title: $0.check.title, level: $0.check.level, verdict: $0.verdict, reason: $0.reason,
        blockedBy: $0.blockedBy)
    }
  }

  /// Reads a report. Keys that it does not know are passed over.
  public init(json: [UInt8]) throws(Problem) {
    let data = Data(json)
    let file: File
    do {
      let head = try JSONDecoder().decode(Head.self, from: data)
      guard head.format == Self.format else {
        throw Problem(description: "its format is '\(head.format)', expected '\(Self.format)'")
      }
      file = try JSONDecoder().decode(File.self, from: data)
    } catch let problem as Problem {
      throw problem
    } catch {
      throw Problem(description: Self.words(error))
    }
    (tool, target, stopped) = (file.tool, file.target, file.stopped)
    results = []
    var seen: Set<String> = []
    for (index, entry) in file.results.enumerated() {
      let place = "results[\(index)]"
      guard seen.insert(entry.id).inserted else { throw Problem(description: "\(place).id: '\(entry.id)' comes twice") }
      guard let level = Level(rawValue: entry.level) else {
        throw Self.unknown(entry.level, at: "\(place).level", Level.allCases.map(\.rawValue))
      }
      guard let verdict = Verdict(rawValue: entry.verdict) else {
        throw Self.unknown(entry.verdict, at: "\(place).verdict", Verdict.allCases.map(\.rawValue))
      }
      results.append(
        Result(
          id: entry.id, title: entry.title, level: level, verdict: verdict, reason: entry.reason,
          blockedBy: entry.blockedBy))
    }
  }

  private static let format = "scepspec-report/1"

  private struct Head: Decodable { var format: String }

  private struct File: Decodable {
    var tool: String
    var target: String
    var stopped: String?
    var results: [Entry]
  }

  private struct Entry: Decodable {
    var id: String
    var title: String
    var level: String
    var verdict: String
    var reason: String
    var blockedBy: [String]
  }

  private static func unknown(_ word: String, at place: String, _ known: [String]) -> Problem {
    Problem(description: "\(place): '\(word)', expected one of \(known.joined(separator: ", "))")
  }

  private static func words(_ error: any Error) -> String {
    switch error {
    case DecodingError.keyNotFound(let key, let context):
      "\(place(context.codingPath + [key])): missing, expected in a report of the format '\(format)'"
    case DecodingError.typeMismatch(let type, let context):
      "\(place(context.codingPath)): of another type, expected \(words(for: type))"
    case DecodingError.valueNotFound(let type, let context):
      "\(place(context.codingPath)): null, expected \(words(for: type))"
    default: "it is not JSON, expected a report of the format '\(format)' ('--report json=FILE' writes one)"
    }
  }

  private static func words(for type: Any.Type) -> String {
    type == String.self ? "a text" : "\(type)".hasPrefix("Array") ? "a list" : "an object"
  }

  private static func place(_ path: [any CodingKey]) -> String {
    let words = path.map { key in key.intValue.map { "[\($0)]" } ?? ".\(key.stringValue)" }.joined()
    return words.isEmpty ? "the whole file" : String(words.drop { $0 == "." })
  }
}
