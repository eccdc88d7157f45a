import LogInputs
import Model

/// What each input is, found out before any is read, so that those of a sequence are known together.
struct Survey {
  struct Entry {
    let input: LogInput
    let recognition: Recognition?
    /// Why it cannot be read as a log.
    var problem: String?
    var group = -1
    let fingerprint: Fingerprint
    /// The input in another folder that this one is a copy of.
    var copyOf: String?

    init(_ input: LogInput, _ sample: SampleOfInput, _ recognition: Recognition?, problem: String? = nil) {
      self.input = input
      self.recognition = recognition
      self.problem = problem
      fingerprint = Fingerprint(sample)
    }
  }

  struct Recognition {
    let format: CompiledFormat
    let order: RecordOrder
    /// Of the beginning, the earliest and the latest time.
    let earliest: WrittenTime?
    let latest: WrittenTime?
    let isCleaned: Bool
    let isLong: Bool
    /// There are records of the format in the beginning; none where the user names a wrong one.
    let fits: Bool

    init(_ candidate: Candidate) {
      format = candidate.format
      order = candidate.order
      earliest = candidate.earliest
      latest = candidate.latest
      isCleaned = candidate.isCleaned
      isLong = candidate.isLong
      fits = candidate.fitting > 0
    }
  }

  let recogniser: Recogniser
  let override: CompiledFormat?

  func entry(_ input: LogInput, _ bytes: inout InputBytes) -> Entry {
    let sample = SampleOfInput(&bytes)
    guard !sample.bytes.isEmpty else { return Entry(input, sample, nil, problem: "is empty") }
    if let override {
      let candidate = Candidate(override, sample, recogniser.certificates)
      return Entry(input, sample, Recognition(candidate))
    }
    if let candidate = recogniser.recognise(sample) {
      return Entry(input, sample, Recognition(candidate))
    }
    return Entry(input, sample, nil, problem: Self.stranger(sample))
  }

  private static func stranger(_ sample: SampleOfInput) -> String {
    let line = sample.firstLine
    if sample.nature.isBinary || line.isEmpty { return "no known format; it is not text" }
    return "no known format; the first line is '\(line)'"
  }
}

extension LogInput {
  /// The folder or archive that it lies in; empty for the current folder.
  var folder: String {
    guard kind != .standardInput else { return name }
    return name.lastIndex(of: "/").map { String(name[..<$0]) } ?? ""
  }
}
