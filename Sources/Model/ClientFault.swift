/// One way for a client to be wrong: a conversation that it has with a server, as exchanges of the specifications, and
/// the claims about clients that do not hold of it.
public struct ClientFault: Hashable, Sendable {
  public var id: String
  public var title: String
  /// The exchanges in order, by id.
  public var sends: [String]
  /// Of these, those that the recording lacks.
  public var unrecorded: Set<String>
  /// The recording is judged with the server's private key.
  public var isOpened: Bool
  /// Server options that differ, as faults say them.
  public var configure: [String: Field]
  /// Checks of clients that must fail, and no others; none for a client that does all right.
  public var fails: [String]
  public var location: Location

  public init(
    id: String, title: String, sends: [String], unrecorded: Set<String> = [], isOpened: Bool = false,
    configure: [String: Field] = [:], fails: [String], location: Location
  ) {
    self.id = id
    self.title = title
    self.sends = sends
    self.unrecorded = unrecorded
    self.isOpened = isOpened
    self.configure = configure
    self.fails = fails
    self.location = location
  }
}
