public import ScepspecModel

/// Decoded messages for a person: a summary, what is odd, and the tree.
public struct TextDecoding {
  private let usesColour: Bool
  private let showsTree: Bool

  public init(usesColour: Bool, showsTree: Bool = true) {
    self.usesColour = usesColour
    self.showsTree = showsTree
  }

  public func render(_ inputs: [DecodedInput]) -> String {
    var page = TextPage(usesColour: usesColour)
    for (position, input) in inputs.enumerated() {
      if position > 0 { page.blank() }
      for (index, message) in input.messages.enumerated() {
        if index > 0 { page.blank() }
        write(message, head: head(message, index, of: input), indent: 0, to: &page)
      }
      if input.isCurtailed {
        page.line("\(input.name): only the first \(input.messages.count) messages are shown.", .yellow)
      }
    }
    return page.text
  }

  /// `device.log:3:412 (message 2 of 3)`.
  private func head(_ message: DecodedMessage, _ index: Int, of input: DecodedInput) -> String {
    let place = message.place.line.map { ":\($0):\(message.place.column ?? 1)" } ?? ""
    return input.name + place + (input.messages.count > 1 ? "  (message \(index + 1) of \(input.messages.count))" : "")
  }

  private func write(_ message: DecodedMessage, head: String, indent: Int, to page: inout TextPage) {
    page.line(indent: indent, head, .dim)
    let mark = message.isComplete ? message.oddities.isEmpty ? "✔" : "!" : "✘"
    page.line(
      indent: indent, .init(text: mark + " ", ink: message.isComplete ? .green : .red),
      .init(text: message.title, ink: .bold))
    let inner = indent + 4
    page.entry(indent: inner, "encoding", encoding(message))
    for fact in message.facts { page.entry(indent: inner, Self.label(fact.name), fact.text) }
    if let cut = message.cut { write(cut, indent: inner, to: &page) }
    for oddity in message.oddities {
      let place = oddity.offset.map { " (at octet \($0))" } ?? ""
      page.entry(indent: inner, "odd", "\(oddity.text)\(place) [\(oddity.id)]", .yellow)
    }
    if showsTree, let tree = message.tree {
      page.line(indent: inner, "tree: octet, length of header and content, element", .dim)
      write(tree, depth: 0, indent: inner, to: &page)
    }
    for content in message.contents {
      page.blank()
      write(content, head: content.encoding.joined(separator: ", "), indent: inner, to: &page)
    }
  }

  private func encoding(_ message: DecodedMessage) -> String {
    let steps = message.encoding + (message.octets > 0 ? ["\(message.octets) octets"] : [])
    return steps.joined(separator: ", ")
  }

  /// Longer names would not leave the gap of a column.
  private static func label(_ name: String) -> String { name.count > 12 ? name + ": " : name }

  private func write(_ cut: DecodedMessage.Cut, indent: Int, to page: inout TextPage) {
    let place = cut.place.map { place in
      place.line.map { ", line \($0), column \(place.column ?? 1) of the input" }
        ?? ", octet \(place.offset) of the input"
    }
    let what = cut.isEnd ? "The message is cut: it ends at octet" : "The message is no BER from octet"
    page.entry(indent: indent, "cut", "\(what) \(cut.offset)\(place ?? ""): \(cut.reason)", .red)
    page.entry(indent: indent, "cut inside", cut.inside.isEmpty ? nil : cut.inside.joined(separator: " › "), .red)
  }

  private func write(_ node: DecodedNode, depth: Int, indent: Int, to page: inout TextPage) {
    let length = node.isIndefinite ? "\(node.headerLength)+∞" : "\(node.headerLength)+\(node.contentLength)"
    let place = TextPage.padded(String(node.offset), 6) + TextPage.padded(length, 9)
    let shown = min(depth, 30)
    let role = node.role.map { $0 + " " } ?? ""
    let inside = node.isEncapsulated ? "inside: " : ""
    var words = node.value.map { ": " + $0 } ?? ""
    if let name = node.name { words += " (\(name))" }
    if !node.isComplete { words += "  ✘ cut" }
    page.line(
      indent: indent, .init(text: place, ink: .dim), .init(text: String(repeating: "  ", count: shown) + inside),
      .init(text: role, ink: .cyan), .init(text: node.type), .init(text: words, ink: node.isComplete ? .plain : .red))
    for child in node.children { write(child, depth: depth + 1, indent: indent, to: &page) }
  }
}
