extension Element {
  /// A copy in which this element and everything constructed below it has an indefinite length, and OCTET STRINGs
  /// that are streamed come in segments. Sealed elements below keep their form.
  public func withIndefiniteLengths(segment octets: Int) -> Element {
    var copy = self
    switch content {
    case .elements(let elements):
      copy.form = .indefinite
      copy.content = .elements(
        elements.map { $0.role == .sealed ? $0 : $0.withIndefiniteLengthsBelow(segment: octets) })
    case .octets:
      copy.form = .indefiniteSegmented(octets)
    }
    return copy
  }

  private func withIndefiniteLengthsBelow(segment octets: Int) -> Element {
    if case .octets = content, role != .streamed { return self }
    return withIndefiniteLengths(segment: octets)
  }
}
