/// One row of the requirements catalogue: our paraphrase of a sentence of a document.
public struct Requirement: Hashable, Sendable {
  public var id: String
  public var document: String
  public var section: String
  public var role: String
  /// The document's keyword, or `STATED`.
  public var level: String
  public var text: String
  /// How it can be tested from outside.
  public var test: String
  public var location: Location

  public init(
    id: String, document: String, section: String, role: String, level: String, text: String, test: String,
    location: Location
  ) {
    self.id = id
    self.document = document
    self.section = section
    self.role = role
    self.level = level
    self.text = text
    self.test = test
    self.location = location
  }
}

/// One row of the list of interoperability bugs met in the field.
public struct InteropBug: Hashable, Sendable {
  public var id: String
  /// Public places where it was reported or fixed, such as `owner/repo#12`.
  public var source: String
  public var who: String
  public var what: String
  public var symptom: String
  /// A habit that checks may cite; not a failure, so no check has to.
  public var isHabit: Bool
  public var location: Location

  public init(
    id: String, source: String, who: String, what: String, symptom: String, isHabit: Bool = false, location: Location
  ) {
    self.id = id
    self.source = source
    self.who = who
    self.what = what
    self.symptom = symptom
    self.isHabit = isHabit
    self.location = location
  }
}
