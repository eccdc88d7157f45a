import ScepspecEngine
import ScepspecLogReading
public import ScepspecModel

/// Reads logs and says what became of the deliveries in them: inputs to observations, observations to a diagnosis.
public struct LogDiagnosis: Sendable {
  private let specifications: Specifications
  let catalogue: LogCatalogue
  /// What the user says about the logs.
  public var settings: DiagnosisSettings

  /// - Throws: the first pattern of the specifications that cannot be used, with its place.
  public init(_ specifications: Specifications, settings: DiagnosisSettings = DiagnosisSettings())
    throws(UnusablePattern)
  {
    do {
      catalogue = try LogCatalogue(specifications)
    } catch {
      throw UnusablePattern(message: error.message, location: error.location)
    }
    self.specifications = specifications
    self.settings = settings
  }

  /// Bytes on disk of all that the paths name, packed files as they are; standard input does not count.
  public static func bytesOnDisk(_ paths: [String]) -> Int { LogIntake.bytesOnDisk(paths) }

  /// Reads what the paths name: files, folders, archives, and `-` for standard input. What cannot be read is said in
  /// the diagnosis.
  ///
  /// - Parameter onProgress: Bytes read since the last call.
  public func run(_ paths: [String], onProgress: @escaping (Int) -> Void = { _ in }) -> Diagnosis {
    let options = IntakeOptions(
      format: settings.format, offsets: settings.offsets,
      certificates: CertificateStore(), judging: JudgingTime(given: settings.at, now: settings.now))
    let diagnoser = Diagnoser(specifications, options: settings.options, patterns: .compiled())
    var groups = Groups(diagnoser: diagnoser)
    let summaries = LogIntake(catalogue, options: options).read(
      paths, onObservation: { groups.observe($0, in: $1) }, onProgress: onProgress)
    // Offsets that the user gives are in the observations' times already.
    return diagnoser.diagnose(groups.all, inputs: summaries)
  }
}

/// The engine's groups, begun as the reader comes to them.
private struct Groups {
  let diagnoser: Diagnoser
  private(set) var all: [ScepspecEngine.LogGroup] = []

  init(diagnoser: Diagnoser) { self.diagnoser = diagnoser }

  mutating func observe(_ observation: Observation, in group: ScepspecLogReading.LogGroup) {
    while all.count <= group.number { all.append(diagnoser.group(family: nil)) }
    if all[group.number].family == nil { all[group.number] = diagnoser.group(family: group.family) }
    all[group.number].observe(observation)
  }
}

/// What the user says about the logs.
public struct DiagnosisSettings: Hashable, Sendable {
  /// What machines cannot see, such as `enrolment`, by the name of their option.
  public var options: [String: String]
  /// The id of the format that all inputs have; `nil` lets each be recognised.
  public var format: String?
  /// Seconds to be added to the clock of an input, by its path.
  public var offsets: [String: Int]
  /// Seconds since 1970 at which certificates have to be valid; `nil` takes the time of the logs they came with, or else
  /// `now`.
  public var at: Int?
  /// Seconds since 1970 of the run; `nil` leaves open what only it would tell.
  public var now: Int?

  public init(
    options: [String: String] = [:], format: String? = nil, offsets: [String: Int] = [:], at: Int? = nil,
    now: Int? = nil
  ) {
    self.options = options
    self.format = format
    self.offsets = offsets
    self.at = at
    self.now = now
  }
}

/// A pattern of the specifications that cannot be used.
public struct UnusablePattern: Error, Hashable, Sendable {
  public var message: String
  public var location: Location
}
