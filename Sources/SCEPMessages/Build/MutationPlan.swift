import ScepspecASN1
import ScepspecModel

/// The mutations of one message, dealt out to the layers that they act on.
struct MutationPlan {
  let mutations: [Mutation]
  /// Parts that exist in other messages but not in this one are passed over.
  let skipsAbsentParts: Bool

  /// - Throws: `unknownPart` for a label that no message has.
  init(_ mutations: [Mutation], skipsAbsentParts: Bool) throws(BuildError) {
    self.mutations = mutations
    self.skipsAbsentParts = skipsAbsentParts
    for mutation in mutations where MessagePart.Layer(label: mutation.part) == nil {
      throw unknown(mutation, MessagePart.Layer.allCases.map(\.rawValue))
    }
  }

  /// Whether some mutation puts the elements of a part into another order.
  func reorders(_ part: String) -> Bool { mutations.contains { $0.word == .reorder && $0.part == part } }

  /// Applies the mutations of one layer, in the order given.
  ///
  /// - Parameter elements: Usually one; none where the message has nothing in that layer.
  func apply(_ layer: MessagePart.Layer, to elements: [Element]) throws(BuildError) -> [Element] {
    var elements = elements
    for mutation in mutations where MessagePart.Layer(label: mutation.part) == layer {
      let isFound = try elements.replacePart(mutation.part) { (element: Element) throws(BuildError) -> [Element] in
        try mutation.applied(to: element)
      }
      guard isFound || (skipsAbsentParts && MessagePart.all.contains(mutation.part)) else {
        throw unknown(mutation, elements.labels)
      }
    }
    return elements
  }

  private func unknown(_ mutation: Mutation, _ labels: [String]) -> BuildError {
    let known = labels.isEmpty ? "nothing of that layer" : labels.joined(separator: ", ")
    return BuildError(
      .unknownPart, "\(mutation.shown): this message has no part '\(mutation.part)'; it has \(known)",
      part: mutation.part)
  }
}
