import ScepspecLogInputs
import ScepspecModel

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
    /// Of the beginning the earliest time, and of beginning and end the latest.
    let earliest: WrittenTime?
    var latest: WrittenTime?
    let isCleaned: Bool
    let isLong: Bool
    /// There are records of the format in the beginning; none where the user names a wrong one.
    let fits: Bool
    /// What is undone to the text before it is read.
    let mendings: [Mending]

    init(_ candidate: Candidate, mendings: [Mending] = []) {
      self.mendings = mendings
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
    let (candidate, mendings) = recogniser.recogniseMended(sample)
    if let candidate {
      var recognition = Recognition(thorough(candidate, sample, isMended: !mendings.isEmpty), mendings: mendings)
      if let end = latestAtEnd(bytes, sample, candidate.format), recognition.latest?.isBefore(end) == true {
        recognition.latest = end
      }
      return Entry(input, sample, recognition)
    }
    return Entry(input, sample, nil, problem: Self.stranger(sample))
  }

  /// Records that are in no order may stand behind those by which the format was told.
  private func thorough(_ candidate: Candidate, _ sample: SampleOfInput, isMended: Bool) -> Candidate {
    guard candidate.isUnfinished, !isMended, !candidate.format.readsBytes else { return candidate }
    return Candidate(candidate.format, sample, recogniser.certificates, most: .max)
  }

  /// A long log may go on for days behind its beginning; packed ones are not read twice for that.
  private func latestAtEnd(_ bytes: InputBytes, _ sample: SampleOfInput, _ format: CompiledFormat) -> WrittenTime? {
    guard !sample.isWhole, !format.readsBytes, !sample.nature.isRichText, let file = bytes.file else { return nil }
    // Characters of up to four octets stay whole.
    let start = max(0, file.size - Self.ending) & ~3
    let end = try? [UInt8](unsafeUninitializedCapacity: file.size - start) { buffer, count in
      count = try file.read(into: UnsafeMutableRawBufferPointer(buffer), at: start)
    }
    let source = SampleOfInput.source(InputBytes(MemorySource(end ?? [])), sample.nature)
    guard let text = InputBytes.all(source), let line = text.firstIndex(of: 0x0A) else { return nil }
    let lines = SampleOfInput(mended: Array(text[(line + 1)...]))
    return Candidate(format, lines, recogniser.certificates, most: .max).latest
  }

  private static let ending = 64 << 10

  private static func stranger(_ sample: SampleOfInput) -> String {
    let line = sample.firstLine
    if sample.nature.isBinary || line.isEmpty { return "no known format; it is not text" }
    if sample.isOfUnknownEncoding {
      return
        "its text is neither UTF-8, UTF-16 nor Windows-1252, and other code pages (Shift_JIS, GBK, Big5, Windows-1251) "
        + "are not read: save it again as UTF-8, or export the events as .evtx or XML"
    }
    return "no known format; the first line is '\(line)'"
  }
}

extension WrittenTime {
  fileprivate func isBefore(_ other: WrittenTime) -> Bool {
    precision == other.precision && microseconds < other.microseconds
  }
}

extension InputBytes {
  fileprivate static func all(_ source: any ByteSource) -> [UInt8]? {
    var source = source
    var all: [UInt8] = []
    while let block = source.next() { all += block }
    return all.isEmpty ? nil : all
  }
}

extension LogInput {
  /// The folder or archive that it lies in; empty for the current folder.
  var folder: String {
    guard kind != .standardInput else { return name }
    return name.lastIndex(of: "/").map { String(name[..<$0]) } ?? ""
  }
}
