/// The steps that a delivery takes through several systems, and how what they log is joined.
public struct Workflow: Hashable, Sendable {
  public var id: String
  public var title: String
  public var steps: [Step]
  /// What records of several logs can have in common, by name.
  public var identities: [String: Identity]
  /// Ways to see that two journeys are of one enrolment, the surest first.
  public var joins: [Join]
  public var location: Location

  public init(
    id: String, title: String, steps: [Step], identities: [String: Identity], joins: [Join], location: Location
  ) {
    self.id = id
    self.title = title
    self.steps = steps
    self.identities = identities
    self.joins = joins
    self.location = location
  }

  public struct Step: Hashable, Sendable {
    /// 1-based.
    public var number: Int
    public var title: String
    public var about: String

    public init(number: Int, title: String, about: String) {
      self.number = number
      self.title = title
      self.about = about
    }
  }

  /// A value that names one request, certificate or place, and how its spellings are made one.
  public struct Identity: Hashable, Sendable {
    public var about: String
    /// In this order, each a pattern and what replaces it.
    public var normalise: [LogReader.Replacement]
    public var isPercentDecoded: Bool
    public var isCaseFolded: Bool
    /// Patterns of what a person put in the place of something private; what stands before it is compared as a prefix.
    public var redactions: [String]
    /// A pattern of what tells versions of the same thing apart: of journeys that differ in nothing else, the one that
    /// began last decides. It is searched in the spelling that the others lead to.
    public var version: String?

    public init(
      about: String, normalise: [LogReader.Replacement] = [], isPercentDecoded: Bool = false,
      isCaseFolded: Bool = false, redactions: [String] = [], version: String? = nil
    ) {
      self.about = about
      self.normalise = normalise
      self.isPercentDecoded = isPercentDecoded
      self.isCaseFolded = isCaseFolded
      self.redactions = redactions
      self.version = version
    }
  }

  public struct Join: Hashable, Sendable {
    /// Identities that all have to agree; empty where only time tells.
    public var by: [String]
    /// Seconds that may lie between the journeys, clock offsets taken into account; `nil` means any.
    public var within: Int?
    public var certainty: Certainty

    public init(by: [String], within: Int? = nil, certainty: Certainty) {
      self.by = by
      self.within = within
      self.certainty = certainty
    }

    public enum Certainty: String, CaseIterable, Hashable, Sendable {
      case sure, probable, guess
    }
  }
}
