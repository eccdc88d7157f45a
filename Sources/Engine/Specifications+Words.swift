public import ScepspecModel

extension Specifications {
  /// A predicate in words, as a report would say what was expected, before anything was observed.
  public func words(for predicate: Predicate, on exchange: String) -> String {
    Describer(vocabulary: vocabulary, showsValues: false)
      .describe(predicate, Context(observed: Observed(), exchange: exchange))
  }
}

extension Specifications {
  /// Whether what was observed in one exchange fits the predicate; evidence that is missing does not fit.
  public func fits(_ observations: [Observation], _ predicate: Predicate) -> Bool {
    var observed = Observed()
    observed.record(.observed(observations), for: "")
    let context = Context(observed: observed, exchange: "")
    return Evaluator(describer: Describer(vocabulary: vocabulary)).evaluate(predicate, in: context).truth == .holds
  }

  /// What came of one exchange, in the words that the vocabulary chose for summaries.
  public func words(for observations: [Observation]) -> String {
    var observed = Observed()
    observed.record(.observed(observations), for: "")
    let describer = Describer(vocabulary: vocabulary)
    return describer.describeReply(of: "", in: Context(observed: observed, exchange: ""))
  }
}
