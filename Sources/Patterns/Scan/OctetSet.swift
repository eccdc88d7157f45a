/// A set of octets.
public struct OctetSet: Hashable, Sendable {
  private var words = SIMD4<UInt64>()

  public init(_ octets: some Sequence<UInt8> = []) {
    for octet in octets { insert(octet) }
  }

  /// What a match of a pattern can begin with; `nil` where that is not known.
  public init?(firstOf pattern: Pattern) {
    guard let first = pattern.firstOctets else { return nil }
    self.init(first.indices.lazy.filter { first[$0] }.map { UInt8($0) })
  }

  public mutating func insert(_ octet: UInt8) { words[Int(octet &>> 6)] |= 1 &<< UInt64(octet & 63) }

  public mutating func formUnion(_ other: OctetSet) { words |= other.words }

  @inline(__always) public func contains(_ octet: UInt8) -> Bool {
    words[Int(octet &>> 6)] &>> UInt64(octet & 63) & 1 == 1
  }
}
