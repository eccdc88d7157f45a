import Foundation

/// An input for a parser, and what it has to say.
public struct ParserCase: Hashable, Sendable {
  /// Path-like and stable: `message/odd/indefinite-length`.
  public var id: String
  /// What is particular about it, in a line.
  public var about: String
  /// What kind of parser it is for: `message`, or `log/FORMAT`.
  public var topic: String
  public var input: [UInt8]
  /// The fields; of a malformed message only `error`, with the classes that are right.
  public var expected: [String: PlainValue]
  /// The file and line that hold it.
  public var file: String
  public var line: Int

  /// The part of the id that groups results.
  public var group: String { id.split(separator: "/").dropLast().joined(separator: "/") }
  public var isMalformed: Bool { expected["error"] != nil }
}

/// Why inputs or expectations cannot be used: one line that names the place.
public struct ParserProblem: Error, Hashable, Sendable {
  public var message: String

  init(_ message: String) { self.message = message }
}

extension ParserCase {
  private static let mostOctets = 64 << 20
  private static let mostCases = 100_000

  /// Every case of the `.jsonl` files in a folder and the folders below it, in the order of names and lines.
  public static func load(folder: String) throws(ParserProblem) -> [ParserCase] {
    guard let names = FileManager.default.enumerator(atPath: folder)?.compactMap({ $0 as? String }) else {
      throw ParserProblem("there is no folder '\(folder)'")
    }
    var cases: [ParserCase] = []
    for name in names.filter({ $0.hasSuffix(".jsonl") }).sorted() {
      guard let data = FileManager.default.contents(atPath: folder + "/" + name), data.count <= mostOctets else {
        throw ParserProblem("cannot read '\(folder)/\(name)'")
      }
      for (index, line) in data.split(separator: 0x0A).enumerated() {
        guard let found = ParserCase(line: Data(line), file: name, number: index + 1) else {
          throw ParserProblem(
            "\(folder)/\(name):\(index + 1): not an object with id, about, topic, input (base64) and expected")
        }
        cases.append(found)
        guard cases.count <= mostCases else { throw ParserProblem("more than \(mostCases) inputs in '\(folder)'") }
      }
    }
    guard !cases.isEmpty else { throw ParserProblem("there are no inputs (*.jsonl) in '\(folder)'") }
    var seen: Set<String> = []
    for one in cases where !seen.insert(one.id).inserted {
      throw ParserProblem("\(folder)/\(one.file):\(one.line): the id '\(one.id)' is there twice")
    }
    return cases
  }

  private init?(line: Data, file: String, number: Int) {
    guard case .object(let object)? = PlainValue(json: line), case .text(let id)? = object["id"],
      case .text(let about)? = object["about"], case .text(let topic)? = object["topic"],
      case .text(let base64)? = object["input"], let input = Data(base64Encoded: base64),
      case .object(let expected)? = object["expected"], id.contains("/")
    else { return nil }
    self.init(
      id: id, about: about, topic: topic, input: Array(input), expected: expected, file: file, line: number)
  }
}
