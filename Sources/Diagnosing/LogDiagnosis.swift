import Engine
import LogReading
public import Model

/// Reads logs and says what became of the deliveries in them: inputs to observations, observations to a diagnosis.
public struct LogDiagnosis: Sendable {
  private let catalogue: LogCatalogue
  private let diagnoser: Diagnoser
  private let settings: DiagnosisSettings

  /// - Throws: the first pattern of the specifications that cannot be used, with its place.
  public init(_ specifications: Specifications, settings: DiagnosisSettings = DiagnosisSettings())
    throws(UnusablePattern)
  {
    do {
      catalogue = try LogCatalogue(specifications)
    } catch {
      throw UnusablePattern(message: error.message, location: error.location)
    }
    diagnoser = Diagnoser(specifications, options: settings.options, patterns: .compiled())
    self.settings = settings
  }

  /// Reads what the paths name: files, folders, archives, and `-` for standard input. What cannot be read is said in
  /// the diagnosis.
  ///
  /// - Parameter onProgress: Bytes read since the last call.
  public func run(_ paths: [String], onProgress: @escaping (Int) -> Void = { _ in }) -> Diagnosis {
    let options = IntakeOptions(
      format: settings.format, offsets: settings.offsets,
      certificates: CertificateStore(now: settings.now))
    var groups: [Engine.LogGroup] = []
    let summaries = LogIntake(catalogue, options: options).read(
      paths,
      onObservation: { observation, group in
        while groups.count <= group.number { groups.append(diagnoser.group(family: nil)) }
        if groups[group.number].family == nil { groups[group.number] = diagnoser.group(family: group.family) }
        groups[group.number].observe(observation)
      }, onProgress: onProgress)
    return diagnoser.diagnose(groups, inputs: summaries, offsets: settings.offsets)
  }
}

/// What the user says about the logs.
public struct DiagnosisSettings: Sendable {
  /// What machines cannot see, such as `enrolment`, by the name of their option.
  public var options: [String: String]
  /// The id of the format that all inputs have; `nil` lets each be recognised.
  public var format: String?
  /// Seconds to be added to the clock of an input, by its path.
  public var offsets: [String: Int]
  /// Seconds since 1970 at which certificates have to be valid; `nil` leaves that open.
  public var now: Int?

  public init(options: [String: String] = [:], format: String? = nil, offsets: [String: Int] = [:], now: Int? = nil) {
    self.options = options
    self.format = format
    self.offsets = offsets
    self.now = now
  }
}

/// A pattern of the specifications that cannot be used.
public struct UnusablePattern: Error, Hashable, Sendable {
  public var message: String
  public var location: Location
}
