/// What DER asks beyond BER (ITU-T X.690 sections 10 and 11), as far as a walker without the types can see it.
public struct DERRules: OptionSet, Sendable {
  public let rawValue: Int
  public init(rawValue: Int) { self.rawValue = rawValue }

  /// Definite lengths in as few octets as possible; likewise tags.
  public static let lengths = DERRules(rawValue: 1)
  /// Strings are primitive.
  public static let strings = DERRules(rawValue: 2)
  /// INTEGER in as few octets as possible, BOOLEAN as 00 or FF.
  public static let values = DERRules(rawValue: 4)
  /// The elements of a SET in ascending order.
  public static let sets = DERRules(rawValue: 8)

  /// Lengths and strings: what trips up parsers.
  public static let form: DERRules = [.lengths, .strings]
  public static let all: DERRules = [.lengths, .strings, .values, .sets]
}

/// The first place where an encoding is BER but not DER.
public struct DERDeviation: Hashable, Sendable {
  /// Octets from the start of the input to the element.
  public var offset: Int
  /// One clause, such as `indefinite length`.
  public var reason: String

  public init(offset: Int, reason: String) {
    self.offset = offset
    self.reason = reason
  }
}

extension BERNode {
  /// The first element, in the order of the octets, that breaks one of the rules; nothing below an element for
  /// which `skipping` is true is looked at.
  public func firstDeviationFromDER(
    _ rules: DERRules = .form, skipping: (BERNode) -> Bool = { _ in false }
  ) -> DERDeviation? {
    if skipping(self) { return nil }
    if let reason = deviation(rules) { return DERDeviation(offset: offset, reason: reason) }
    for child in children {
      if let found = child.firstDeviationFromDER(rules, skipping: skipping) { return found }
    }
    return nil
  }

  private func deviation(_ rules: DERRules) -> String? {
    if rules.contains(.lengths) {
      if isIndefinite { return "indefinite length" }
      if !isMinimalLength { return "length in more octets than needed" }
      if !isMinimalTag { return "tag in more octets than needed" }
    }
    if rules.contains(.strings), isConstructed, let tag = universalTag, tag.isString {
      return "constructed \(tag.name)"
    }
    if rules.contains(.values), isTagged(.integer) || isTagged(.enumerated), !isMinimalInteger {
      return "INTEGER in more octets than needed"
    }
    if rules.contains(.values), isTagged(.boolean), content != [0], content != [0xFF] { return "BOOLEAN not 00 or FF" }
    if rules.contains(.sets), isTagged(.set), !isInSetOrder { return "SET not in ascending order" }
    return nil
  }

  private var isMinimalInteger: Bool {
    let octets = content
    guard octets.count > 1 else { return octets.count == 1 }
    return !(octets[0] == 0 && octets[1] < 0x80) && !(octets[0] == 0xFF && octets[1] >= 0x80)
  }

  /// The elements stand in the order that DER wants of a SET OF (X.690 section 11.6).
  public var isInSetOrder: Bool {
    zip(children, children.dropFirst()).allSatisfy { earlier, later in
      !later.source[later.offset..<later.end].lexicographicallyPrecedes(earlier.source[earlier.offset..<earlier.end])
    }
  }
}
