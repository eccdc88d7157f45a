public import ScepspecModel
import ScepspecPatterns

/// A format whose patterns are compiled.
public struct CompiledFormat: Sendable {
  public let format: LogFormat
  let heads: [HeadShape]
  let cleaning: [(pattern: Pattern, with: [UInt8])]
  let extractions: [(from: [String], pattern: Pattern)]
  let times: [Pattern]
  let validity: [Pattern]
  let reader: LogReader

  public init(_ format: LogFormat) throws(CompilationProblem) {
    func compiled(_ source: String) throws(CompilationProblem) -> Pattern {
      do { return try Pattern(source) } catch { throw CompilationProblem(error, at: format.location) }
    }
    self.format = format
    reader = format.reader
    var heads: [HeadShape] = []
    for source in reader.heads {
      do { heads.append(try HeadShape(source)) } catch { throw CompilationProblem(error, at: format.location) }
    }
    var cleaning: [(pattern: Pattern, with: [UInt8])] = []
    for each in reader.clean { cleaning.append((try compiled(each.replace), Array(each.with.utf8))) }
    var extractions: [(from: [String], pattern: Pattern)] = []
    for each in format.extract { extractions.append((each.from, try compiled(each.pattern))) }
    var times: [Pattern] = []
    for source in format.time?.patterns ?? [] { times.append(try compiled(source)) }
    var validity: [Pattern] = []
    for source in format.validity?.patterns ?? [] { validity.append(try compiled(source)) }
    (self.heads, self.cleaning) = (heads, cleaning)
    (self.extractions, self.times, self.validity) = (extractions, times, validity)
  }

  /// How many fields it tells apart: of two formats that fit, the one that sees more is the right one.
  var detail: Int {
    let groups = heads.map { $0.pattern.groupNames.count + ($0.rest == nil ? 0 : 1) }.max() ?? 0
    let more = Set(extractions.flatMap(\.pattern.groupNames))
    return groups + more.count + reader.fields.count + (reader.data.isEmpty ? 0 : 1)
  }
}

/// A pattern of a specification that cannot be compiled.
public struct CompilationProblem: Error, Hashable, Sendable, CustomStringConvertible {
  public var message: String
  public var location: Location

  init(_ error: PatternError, at location: Location) {
    message = "the pattern '\(error.source)' cannot be used: \(error)"
    self.location = location
  }

  public var description: String { "\(location): \(message)" }
}
