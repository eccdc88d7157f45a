extension Element {
  /// Every label of the element and what is below it, in the order of the encoding.
  public var labels: [String] {
    let below: [String] = if case .elements(let elements) = content { elements.labels } else { [] }
    return (label.map { [$0] } ?? []) + below
  }

  /// The first element, this one or one below it, with that label.
  public func part(_ label: String) -> Element? {
    if self.label == label { return self }
    guard case .elements(let elements) = content else { return nil }
    return elements.part(label)
  }
}

extension Array where Element == ScepspecASN1.Element {
  public var labels: [String] { flatMap(\.labels) }

  public func part(_ label: String) -> ScepspecASN1.Element? {
    for element in self {
      if let found = element.part(label) { return found }
    }
    return nil
  }

  /// Puts what `change` returns in the place of the first element with that label, at any depth.
  ///
  /// - Returns: Whether there is such an element.
  public mutating func replacePart<Failure: Error>(
    _ label: String, _ change: (ScepspecASN1.Element) throws(Failure) -> [ScepspecASN1.Element]
  ) throws(Failure) -> Bool {
    for index in indices {
      if self[index].label == label {
        replaceSubrange(index...index, with: try change(self[index]))
        return true
      }
      guard case .elements(var below) = self[index].content else { continue }
      if try below.replacePart(label, change) {
        self[index].content = .elements(below)
        return true
      }
    }
    return false
  }
}
