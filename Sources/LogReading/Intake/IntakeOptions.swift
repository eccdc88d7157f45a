public import ScepspecLogInputs

/// How logs are read.
public struct IntakeOptions: Sendable {
  /// The id of the format that all inputs have; `nil` lets each be recognised.
  public var format: String?
  /// Seconds to be added to the clock of an input to reach UTC: by its path, by a folder or archive that it is in, or by
  /// its file name.
  public var offsets: [String: Int]
  public var limits: InputLimits
  /// Reads certificates; without, inputs of certificates yield nothing.
  public var certificates: (any CertificateDecoder)?
  /// For when it is said whether certificates are valid; `nil` leaves that open.
  public var judging: JudgingTime?
  /// The descriptor that `-` stands for.
  public var standardInput: Int32
  /// Every record is looked at closely: to prove that the quick way finds the same.
  var readsEveryRecord = false

  public init(
    format: String? = nil, offsets: [String: Int] = [:], limits: InputLimits = InputLimits(),
    certificates: (any CertificateDecoder)? = nil, judging: JudgingTime? = nil, standardInput: Int32 = 0
  ) {
    self.format = format
    self.offsets = offsets
    self.limits = limits
    self.certificates = certificates
    self.judging = judging
    self.standardInput = standardInput
  }

  /// The offset of the longest name given that fits.
  func offset(of path: String) -> Int? {
    let fitting = offsets.filter { name, _ in
      path == name || path.hasPrefix(name.hasSuffix("/") ? name : name + "/") || path.hasSuffix("/" + name)
    }
    return fitting.max { ($0.key.utf8.count, $1.key) < ($1.key.utf8.count, $0.key) }?.value
  }
}
