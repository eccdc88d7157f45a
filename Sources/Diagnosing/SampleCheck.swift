import ScepspecLogReading
public import ScepspecModel

extension LogDiagnosis {
  /// The samples of formats and events that are read otherwise than they should be, each with its place.
  public func sampleProblems() -> [(location: Location, message: String)] {
    SampleCheck(catalogue, certificates: CertificateStore()).problems().map { ($0.location, $0.message) }
  }
}
