import ScepspecLogInputs
import ScepspecModel

/// Reads the samples and rejects of all formats and events as logs are read, everything competing with everything.
public struct SampleCheck {
  let catalogue: LogCatalogue
  let certificates: (any CertificateDecoder)?

  public init(_ catalogue: LogCatalogue, certificates: (any CertificateDecoder)? = nil) {
    self.catalogue = catalogue
    self.certificates = certificates
  }

  /// Every sample that is read otherwise than it should be; in the order of the specifications.
  public func problems() -> [SampleProblem] {
    var problems: [SampleProblem] = []
    for format in catalogue.formats {
      for sample in format.format.samples { problems += check(sample, of: format) }
      for text in format.format.rejects { problems += check(reject: text, of: format) }
    }
    var checked: Set<String> = []
    for (_, family) in catalogue.families.sorted(by: { $0.key < $1.key }) {
      for event in family.events where checked.insert(event.id).inserted {
        problems += EventSampleCheck(catalogue: catalogue, event: event).problems()
      }
    }
    return problems
  }

  private func check(_ sample: LogFormat.Sample, of format: CompiledFormat) -> [SampleProblem] {
    let kind = format.format.reader.kind
    guard kind != .evtx, kind != .certificates || certificates != nil else { return [] }
    let input = SampleOfInput(Array(sample.text.utf8), isWhole: true)
    guard let found = Recogniser(formats: catalogue.formats, certificates: certificates).recognise(input) else {
      return [SampleProblem("no format recognises this sample of '\(format.format.id)'", at: sample.location)]
    }
    guard found.format.format.id == format.format.id else {
      return [
        SampleProblem(
          "the sample of '\(format.format.id)' is recognised as '\(found.format.format.id)'", at: sample.location)
      ]
    }
    guard let record = catalogue.records(of: sample.text, in: format, certificates).first else {
      return [SampleProblem("the sample holds no record", at: sample.location)]
    }
    return Self.differences(record.fields, sample.fields, at: sample.location) + time(of: record, sample, format)
  }

  static func differences(
    _ found: [String: String], _ expected: [String: String], at location: Location
  ) -> [SampleProblem] {
    expected.sorted { $0.key < $1.key }.compactMap { name, text in
      let value = found[name] ?? ""
      guard value != text else { return nil }
      let told = value.isEmpty ? "is absent" : "is '\(value)'"
      return SampleProblem("the field '\(name)' \(told), not '\(text)'", at: location)
    }
  }

  private func time(of record: Record, _ sample: LogFormat.Sample, _ format: CompiledFormat) -> [SampleProblem] {
    guard let expected = sample.time else { return [] }
    guard let wanted = ExpectedTime(expected) else {
      return [SampleProblem("'\(expected)' is not written as YYYY-MM-DDTHH:MM:SS[.ffffff][Z]", at: sample.location)]
    }
    guard let written = TimeReader(format).read(record) else {
      return [SampleProblem("the record has no time that can be read", at: sample.location)]
    }
    var clock = Clock()
    let moment = clock.moment(written)
    guard !wanted.fits(moment) else { return [] }
    return [SampleProblem("the time is \(moment), not \(expected)", at: sample.location)]
  }

  private func check(reject text: String, of format: CompiledFormat) -> [SampleProblem] {
    let input = SampleOfInput(Array(text.utf8), isWhole: true)
    let candidate = Candidate(format, input, certificates)
    guard candidate.fitting > 0 else { return [] }
    return [SampleProblem("the reject '\(text.prefix(60))' is of this format", at: format.format.location)]
  }
}

extension LogCatalogue {
  /// The records of a text in a format that are complete.
  func records(of text: String, in format: CompiledFormat, _ certificates: (any CertificateDecoder)?) -> [Record] {
    let reader = format.makeReader(certificates)
    let finisher = RecordFinisher(format)
    let bytes = Array(text.utf8)
    let source: any ByteSource =
      format.readsBytes
      ? MemorySource(bytes) : SampleOfInput.source(InputBytes(MemorySource(bytes)), TextNature(head: bytes))
    var found: [Record] = []
    reader.read(source) { record in
      var record = record
      if finisher.finish(&record) { found.append(record) }
      return found.count < Candidate.records
    }
    return found
  }
}
