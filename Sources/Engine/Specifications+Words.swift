public import Model

extension Specifications {
  /// A predicate in words, as a report would say what was expected, before anything was observed.
  public func words(for predicate: Predicate, on exchange: String) -> String {
    Describer(vocabulary: vocabulary, showsValues: false)
      .describe(predicate, Context(observed: Observed(), exchange: exchange))
  }
}
