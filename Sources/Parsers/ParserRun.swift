import Foundation
public import ScepspecModel

/// Runs inputs through somebody's parser and compares what it says.
public struct ParserRun {
  /// Bounds on one input.
  public struct Limits: Hashable, Sendable {
    public var seconds: Double
    /// Of the answer.
    public var octets: Int

    public init(seconds: Double = 10, octets: Int = 1 << 20) {
      self.seconds = seconds
      self.octets = octets
    }
  }

  private let program: URL
  private let arguments: [String]
  private let limits: Limits
  private let expected: ExpectedFailures
  private let fits: (_ glob: String, _ id: String) -> Bool

  /// - Parameters:
  ///   - command: A program, by path or by name on the search path, and its arguments.
  ///   - fits: Whether a glob fits an id.
  /// - Throws: where there is no such program.
  public init(
    command: [String], expected: ExpectedFailures = .none, limits: Limits = Limits(),
    fits: @escaping (_ glob: String, _ id: String) -> Bool
  ) throws(ParserProblem) {
    program = try Self.find(command.first ?? "")
    arguments = Array(command.dropFirst())
    self.expected = expected
    self.limits = limits
    self.fits = fits
  }

  /// A result for each case, in order.
  ///
  /// - Parameter inLines: One process gets all inputs, line by line; otherwise each gets its own.
  public func results(
    _ cases: [ParserCase], inLines: Bool
  ) throws(ParserProblem) -> [CheckResult] {
    var results: [CheckResult] = []
    var process: ParserProcess?
    defer { process?.end() }
    var hangs = 0
    for one in cases {
      guard hangs < Self.patience else {
        results.append(Self.passedOver(one))
        continue
      }
      var answer: ParserProcess.Answer
      if inLines {
        let running: ParserProcess
        if let process {
          running = process
        } else {
          running = try ParserProcess(program, arguments, topic: nil, limits: limits)
          process = running
        }
        answer = running.line(for: Self.line(one))
        if case .said = answer {
        } else {
          running.end()
          process = nil
        }
      } else {
        let running = try ParserProcess(program, arguments, topic: one.topic, limits: limits)
        answer = running.answer(to: one.input)
        running.end()
      }
      hangs = answer == .hung ? hangs + 1 : 0
      results.append(judge(one, differences(answer, one)))
    }
    return results
  }

  /// Inputs in a row on which a parser may hang before the rest is given up.
  private static let patience = 5

  private static func passedOver(_ one: ParserCase) -> CheckResult {
    CheckResult(
      check: one.check, verdict: .inconclusive,
      reason: "The parser hung \(patience) times in a row; this input was not tried. Mend that, or choose with --only.")
  }

  private static func line(_ one: ParserCase) -> [UInt8] {
    Array("{\"topic\":\"\(one.topic)\",\"input\":\"\(Data(one.input).base64EncodedString())\"}".utf8)
  }

  private func differences(_ answer: ParserProcess.Answer, _ one: ParserCase) -> [String] {
    switch answer {
    case .hung: ["the parser said nothing whole in \(Self.number(limits.seconds)) s: it hangs"]
    case .flooded: ["the parser said more than \(limits.octets) octets"]
    case .ended(_, let signal?, _): ["the parser crashed: signal \(signal)"]
    case .ended(_, nil, let status): ["the parser ended with status \(status) and said nothing"]
    case .said(let octets):
      switch PlainValue(json: Data(octets)) {
      case .object(let said)?: Comparison(leftOut: expected.leftOut).differences(said, from: one)
      default: ["the parser's answer is no JSON object: \(String(decoding: octets.prefix(80), as: UTF8.self))"]
      }
    }
  }

  private static func number(_ seconds: Double) -> String {
    seconds == seconds.rounded() ? String(Int(seconds)) : String(seconds)
  }

  private func judge(_ one: ParserCase, _ differences: [String]) -> CheckResult {
    let known = expected.entries.first { fits($0.only, one.id) }
    let isWell = differences.isEmpty
    let verdict: Verdict = isWell ? (known == nil ? .pass : .unexpectedPass) : (known == nil ? .fail : .knownFailure)
    let reason =
      switch verdict {
      case .pass: "The parser says what is expected."
      case .unexpectedPass: "The parser is right now; take the entry '\(known?.only ?? "")' out."
      case .knownFailure: "Known: \(known?.reason ?? "")"
      default: "The parser is wrong here."
      }
    return CheckResult(
      check: one.check, verdict: verdict, reason: reason,
      expected: isWell ? nil : one.expectedWords,
      actual: isWell ? nil : differences.prefix(10).joined(separator: "; "))
  }

  /// By path, or by name on the search path.
  private static func find(_ name: String) throws(ParserProblem) -> URL {
    let paths = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/\(name)" }
    for path in name.contains("/") ? [name] : paths where !name.isEmpty {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else { continue }
      if FileManager.default.isExecutableFile(atPath: path) { return URL(fileURLWithPath: path) }
    }
    throw ParserProblem("there is no program '\(name)' that can be run")
  }
}
