import ScepspecMarkup

/// `Element/Element@attribute` below a record; `*` is any element.
struct ElementPath: Sendable {
  private let steps: [ElementName?]
  private let attribute: String?

  init(_ text: String) {
    let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    steps = (parts.first ?? "").split(separator: "/").map { $0 == "*" ? nil : ElementName(String($0)) }
    attribute = parts.count > 1 ? String(parts[1]) : nil
  }

  var endsInWildcard: Bool { steps.last == .some(nil) }

  /// Calls `body` with each element there, in their order, until it returns false.
  func visit<Node: TreeNode>(_ node: Node, _ body: (Node) -> Bool) { _ = visit(node, 0, body) }

  private func visit<Node: TreeNode>(_ node: Node, _ step: Int, _ body: (Node) -> Bool) -> Bool {
    guard step < steps.count else { return body(node) }
    return node.forEachChild(named: steps[step]) { visit($0, step + 1, body) }
  }

  /// The first text there that is not empty.
  func text(in node: some TreeNode) -> String? {
    var text: String?
    visit(node) { found in
      text = attribute.map { found.attribute($0) } ?? found.wholeText
      if text?.isEmpty == true { text = nil }
      return text == nil
    }
    return text
  }
}
