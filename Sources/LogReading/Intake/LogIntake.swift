import ScepspecLogInputs
public import ScepspecModel

/// Reads logs and tells what they show: one observation for each record that an event of its family recognises.
public struct LogIntake: Sendable {
  let catalogue: LogCatalogue
  let options: IntakeOptions

  public init(_ catalogue: LogCatalogue, options: IntakeOptions = IntakeOptions()) {
    self.catalogue = catalogue
    self.options = options
  }

  /// Bytes on disk of all that the paths name, packed files as they are; standard input does not count.
  public static func bytesOnDisk(_ paths: [String]) -> Int { InputSet(paths: paths).bytesOnDisk() }

  /// Reads what the paths name: files, folders, archives, and `-` for standard input.
  ///
  /// Observations come in order within their group; groups come as they are read. Nothing here throws: what cannot be
  /// read is said in the summaries' problems.
  /// - Parameters:
  ///   - onObservation: decoys are counted, not handed over.
  ///   - onProgress: bytes read since the last call, unpacked ones where something is packed.
  /// - Returns: a summary of each input, in the order read.
  public func read(
    _ paths: [String], onObservation: @escaping (Observation, LogGroup) -> Void,
    onProgress: @escaping (Int) -> Void = { _ in }
  ) -> [LogSummary] {
    let run = IntakeRun(self, onObservation: onObservation, onProgress: onProgress)
    run.survey(paths.filter { !Self.isStream($0) })
    return run.read(paths)
  }

  /// What can be read only once.
  static func isStream(_ path: String) -> Bool {
    path == "-" || path == "/dev/stdin" || path.hasPrefix("/dev/fd/")
  }
}
