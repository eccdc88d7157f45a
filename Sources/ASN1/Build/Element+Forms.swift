extension Element {
  /// Whether its content is, or may legally become, a series of elements, so that its length can be indefinite.
  public var canHaveIndefiniteLength: Bool {
    guard let first = tag.first else { return false }
    return first & 0x20 != 0 || canBeSegmented
  }

  /// Whether it is a primitive string that BER lets come in segments (X.690 sections 8.7.3 and 8.23); BIT STRING,
  /// whose segments are BIT STRINGs, is left out.
  public var canBeSegmented: Bool {
    guard let first = tag.first, first & 0x20 == 0, case .octets = content, lead.isEmpty else { return false }
    let isUniversal = first & 0xC0 == 0
    return !isUniversal || first == 0x04 || first == 0x0C || (0x12...0x1E).contains(first)
  }

  /// A copy in which this element and everything constructed below it has an indefinite length, and OCTET STRINGs
  /// that are streamed come in segments. Sealed elements below keep their form, as does what cannot have it.
  public func withIndefiniteLengths(segment octets: Int) -> Element {
    var copy = self
    if case .elements(let elements) = content {
      copy.content = .elements(elements.map { $0.withIndefiniteLengthsBelow(segment: octets) })
    }
    if canHaveIndefiniteLength { copy.form = canBeSegmented ? .indefiniteSegmented(octets) : .indefinite }
    return copy
  }

  private func withIndefiniteLengthsBelow(segment octets: Int) -> Element {
    switch (role, content) {
    case (.sealed, _), (.plain, .octets): self
    default: withIndefiniteLengths(segment: octets)
    }
  }
}
