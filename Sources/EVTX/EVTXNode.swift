public import ScepspecMarkup

/// An element of an event that is looked at where it lies, without being built: what a caller asks for of it reads as in
/// the element that would be built.
///
/// It is good only within the call that hands it out; later it holds nothing.
public struct EVTXNode {
  let view: EventView
  let plan: Plan
  /// The element's place in the plan.
  let index: Int
  /// The instance's values: where they begin, and how many there are.
  let base: Int
  let count: Int
  /// The value that the element holds, if it holds one and nothing else.
  let value: Value

  /// The local name.
  public var name: String { plan.nodes[index].name }

  /// Looking has cost so much that no more is shown: what was seen is not to be trusted, and the event has to be built.
  public var isExhausted: Bool { view.isExhausted }

  /// The value of the first attribute of that name.
  public func attribute(_ name: String) -> String? {
    for attribute in Range(plan.nodes[index].attributes) where plan.attributes[attribute].name == name {
      if let text = view.attribute(attribute, of: plan, base, count) { return text }
    }
    return nil
  }

  /// The text of the element itself.
  public var text: String {
    let pieces = Range(plan.nodes[index].pieces)
    switch plan.nodes[index].shape {
    case .empty, .elements: return ""
    case .text: return plan.nodes[index].text
    case .value: return value.isBinXML ? "" : view.text(value, of: plan, piece: pieces.lowerBound)
    case .mixed:
      var text = ""
      for piece in pieces { text += view.text(plan.pieces[piece], of: plan, base, count) }
      return text
    }
  }

  /// Calls `body` with each child of that name, or with all, until it returns false.
  /// - Returns: whether it went on to the end.
  @discardableResult
  public func forEachChild(named name: ElementName?, _ body: (EVTXNode) -> Bool) -> Bool {
    switch plan.nodes[index].shape {
    case .empty, .text: return true
    case .value: return !value.isBinXML || view.forEachElement(in: value, named: name, body)
    case .elements, .mixed:
      return view.visit(plan.pieces[Range(plan.nodes[index].pieces)], of: plan, base, count, named: name, body)
    }
  }
}

extension EVTXNode {
  /// The event itself: what comes first in its template.
  init?(view: EventView, plan: Plan, count: Int) {
    guard let root = plan.roots.first, root.kind == .element else { return nil }
    self.init(view: view, plan: plan, index: Int(root.index), base: 0, count: count, value: .null)
  }
}
