/// How a family of real clients talks.
public struct ClientFamily: Hashable, Sendable {
  /// A client family of the vocabulary.
  public var id: String
  public var title: String
  public var about: String
  /// What it does in its order: each step sends one request as the family does, and says what it needs to go on.
  public var steps: [Check]
  /// What is known of it beside the steps.
  public var facts: [Fact]
  public var location: Location

  public struct Fact: Hashable, Sendable {
    public var fact: String
    /// A public place, in words.
    public var source: String

    public init(fact: String, source: String) {
      self.fact = fact
      self.source = source
    }
  }

  public init(id: String, title: String, about: String, steps: [Check], facts: [Fact], location: Location) {
    self.id = id
    self.title = title
    self.about = about
    self.steps = steps
    self.facts = facts
    self.location = location
  }
}
