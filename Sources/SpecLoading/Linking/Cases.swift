import ScepspecModel

/// What `each` in the `send` of a check says: one exchange for every combination of one case from each axis.
struct Cases {
  /// The most exchanges that one check may come to.
  static let most = 200

  /// One combination.
  struct Combination {
    /// The cases' names, joined.
    var name = ""
    /// Parameters, of the first axis first; a later one wins.
    var parameters: [SpecNode] = []
  }

  let combinations: [Combination]

  /// `nil` where there is nothing to combine; shapes are checked elsewhere.
  init?(_ send: SpecNode) {
    guard let axes = send["each"]?.entries else { return nil }
    var combinations = [Combination()]
    for axis in axes {
      let cases = axis.value.entries ?? []
      guard !cases.isEmpty, combinations.count * cases.count <= Self.most else { return nil }
      combinations = combinations.flatMap { combination in
        cases.map { entry in
          var longer = combination
          longer.name += combination.name.isEmpty ? entry.key : ", \(entry.key)"
          longer.parameters.append(entry.value)
          return longer
        }
      }
    }
    self.combinations = combinations
  }
}

extension Linker {
  /// The exchanges of a check that says its own, in order; the first has the check's id.
  func indexExchanges(of id: String, title: String, _ send: SpecNode) {
    let source = ExchangeSource(id: id, title: title, inPlace: send)
    guard let each = send["each"] else { return index.exchanges[id] = source }
    expectCases(each)
    guard let cases = Cases(send) else {
      log.add(.wrongValue, at: each.location, "'each' gives no exchange, or more than \(Cases.most)")
      return index.exchanges[id] = source
    }
    var ids: [String] = []
    for (place, combination) in cases.combinations.enumerated() {
      var one = source
      one.id = place == 0 ? id : "\(id) (\(combination.name))"
      one.about = "\(source.about ?? title) (\(combination.name))"
      one.cases = combination.parameters
      index.exchanges[one.id] = one
      ids.append(one.id)
    }
    index.groups[id] = ids
  }

  private func expectCases(_ each: SpecNode) {
    for axis in each.entries ?? [] {
      expectID(axis.key, at: axis.keyLocation)
      for entry in axis.value.entries ?? [] { expectID(entry.key, at: entry.keyLocation) }
    }
  }

  /// The exchange, or all of them where a check said several at once.
  func members(of exchange: String) -> [String] { index.groups[exchange] ?? [exchange] }
}
