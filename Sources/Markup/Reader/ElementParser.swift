/// Parses one element, from its start tag to its end tag, into a tree.
///
/// It reads the part of XML 1.0 (fifth edition) that a record can hold: elements, attributes, text, character data,
/// comments, processing instructions, character references and the five predefined entities. It knows no document type,
/// hence no entity that could grow and nothing that could be loaded. It is milder than the standard where exports are:
/// control characters stay what they are, and an ampersand that begins no known reference stands for itself.
final class ElementParser {
  struct Failure: Error {
    let code: MarkupProblem.Code
    let message: String
  }

  private let limits: MarkupLimits
  private var tree: TreeStack

  init(limits: MarkupLimits) {
    self.limits = limits
    tree = TreeStack()
  }

  func parse(_ bytes: UnsafeRawBufferPointer) -> Result<Element, Failure> {
    var run = ElementParse(bytes: bytes, limits: limits, tree: tree)
    // The run works in the stack's memory alone, not in a copy.
    tree = TreeStack.none
    defer { tree = run.tree.emptied() }
    do { return .success(try run.element()) } catch { return .failure(error) }
  }
}
