/// An element of a message, with its name, its place and what it means.
public struct DecodedNode: Hashable, Sendable {
  /// What the element is in the structure around it, such as `digestAlgorithm`.
  public var role: String?
  /// The tag in words, such as `OCTET STRING` or `[0]`.
  public var type: String
  /// Octets from the start of the decoded message, 0-based; of deciphered content, from its start.
  public var offset: Int
  /// Octets of tag and length.
  public var headerLength: Int
  /// Octets of content that are there.
  public var contentLength: Int
  public var isIndefinite: Bool
  public var isComplete: Bool
  /// The value for people: an OID with dots, a number, a text, a time, octets in hexadecimal.
  public var value: String?
  /// What the value is called: the name of an OID, the word of a status.
  public var name: String?
  /// The value is a secret and not shown.
  public var isHidden: Bool
  /// It was read out of the content of a string.
  public var isEncapsulated: Bool
  public var children: [DecodedNode]

  public init(
    role: String?, type: String, offset: Int, headerLength: Int, contentLength: Int, isIndefinite: Bool = false,
    isComplete: Bool = true
  ) {
    self.role = role
    self.type = type
    self.offset = offset
    self.headerLength = headerLength
    self.contentLength = contentLength
    self.isIndefinite = isIndefinite
    self.isComplete = isComplete
    isHidden = false
    isEncapsulated = false
    children = []
  }
}
