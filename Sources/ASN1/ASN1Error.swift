/// Why octets are no BER, or why an element is not what it should be.
public struct ASN1Error: Error, Hashable, Sendable, CustomStringConvertible {
  public var code: Code
  /// One clause without a full stop, with the numbers that matter.
  public var reason: String
  /// Octets from the start of the input (0-based) to the element in question.
  public var offset: Int

  public init(_ code: Code, _ reason: String, at offset: Int) {
    self.code = code
    self.reason = reason
    self.offset = offset
  }

  public var description: String { "\(reason) (at octet \(offset))" }

  public enum Code: String, CaseIterable, Hashable, Sendable {
    /// There are no octets at all.
    case empty
    /// The input ends inside an element.
    case truncated
    /// An element is longer than the one that holds it.
    case overrun
    /// The length octet 0xFF, which ITU-T X.690 section 8.1.3.5 reserves.
    case reservedLength
    /// A length that no machine can hold.
    case lengthTooLarge
    /// A tag number that no machine can hold.
    case tagNumberTooLarge
    /// The indefinite length on a primitive element (X.690 section 8.1.3.2).
    case indefinitePrimitive
    /// End-of-contents octets outside the indefinite form.
    case unexpectedEndOfContents
    /// The indefinite form without end-of-contents octets.
    case missingEndOfContents
    /// Deeper than the limit.
    case tooDeep
    /// More elements than the limit.
    case tooManyElements
    /// More octets than the limit.
    case tooLarge
  }
}
