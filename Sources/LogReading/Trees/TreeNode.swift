import ScepspecEVTX
import ScepspecMarkup

/// An element that record fields are taken from.
protocol TreeNode {
  /// The local name.
  var name: String { get }
  /// The text of the element itself.
  var text: String { get }
  /// The value of the first attribute of that name.
  func attribute(_ name: String) -> String?
  /// Calls `body` with each child of that name, or with all, until it returns false.
  /// - Returns: whether it went on to the end.
  @discardableResult
  func forEachChild(named name: ElementName?, _ body: (Self) -> Bool) -> Bool
}

extension TreeNode {
  /// Its own text, or that of the elements in it, without blanks around it; `nil` where there is none.
  var wholeText: String? {
    let own = text.trimmed
    if !own.isEmpty { return own.withPlainLineEnds }
    var inner: [String] = []
    forEachChild(named: nil) { child in
      if let text = child.wholeText { inner.append(text) }
      return true
    }
    return inner.isEmpty ? nil : inner.joined(separator: "\n")
  }
}

extension EVTXNode: TreeNode {}

extension Element: TreeNode {
  func attribute(_ name: String) -> String? { attributes.first { $0.name == name }?.value }

  func forEachChild(named name: ElementName?, _ body: (Element) -> Bool) -> Bool {
    for index in children.indices where name == nil || children[index].name == name?.text {
      guard body(children[index]) else { return false }
    }
    return true
  }
}
