/// States, transitions, deadlines and findings over the observations that share a key.
public struct Machine: Hashable, Sendable {
  public var id: String
  public var title: String
  /// The field, in every kind that the machine listens to, whose value tells one run from another.
  public var key: Path?
  public var start: String
  public var states: [String: State]
  public var location: Location

  public init(
    id: String, title: String, key: Path?, start: String, states: [String: State], location: Location
  ) {
    self.id = id
    self.title = title
    self.key = key
    self.start = start
    self.states = states
    self.location = location
  }

  public struct State: Hashable, Sendable {
    public var about: String
    public var isFinal: Bool
    /// Seconds that it may last; `nil` means for ever.
    public var within: Int?
    public var transitions: [Transition]
    public var location: Location

    public init(about: String, isFinal: Bool, within: Int?, transitions: [Transition], location: Location) {
      self.about = about
      self.isFinal = isFinal
      self.within = within
      self.transitions = transitions
      self.location = location
    }
  }

  public struct Transition: Hashable, Sendable {
    /// The observation kind that fires it.
    public var on: String
    /// A further condition on the observation's fields.
    public var when: Predicate?
    public var to: String
    public var location: Location

    public init(on: String, when: Predicate?, to: String, location: Location) {
      self.on = on
      self.when = when
      self.to = to
      self.location = location
    }
  }
}
