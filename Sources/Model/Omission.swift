/// A requirement or bug that no check tests, with the reason.
public struct Omission: Hashable, Sendable {
  /// The row's id.
  public var row: String
  public var reason: String
  public var location: Location

  public init(row: String, reason: String, location: Location) {
    self.row = row
    self.reason = reason
    self.location = location
  }
}

/// A place where the text can be read in more than one way; every reading passes.
public struct Ambiguity: Hashable, Sendable {
  public var id: String
  /// What the text leaves open, as a question.
  public var question: String
  public var requirements: [String]
  /// The check whose expectation names the readings.
  public var check: String
  public var readings: [Reading]
  public var location: Location

  public struct Reading: Hashable, Sendable {
    /// As the check names it.
    public var name: String
    /// What speaks for it.
    public var because: String
    /// Servers known to read it so.
    public var servers: [String]

    public init(name: String, because: String, servers: [String]) {
      self.name = name
      self.because = because
      self.servers = servers
    }
  }

  public init(
    id: String, question: String, requirements: [String], check: String, readings: [Reading], location: Location
  ) {
    self.id = id
    self.question = question
    self.requirements = requirements
    self.check = check
    self.readings = readings
    self.location = location
  }
}
