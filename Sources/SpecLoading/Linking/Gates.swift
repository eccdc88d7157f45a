import ScepspecModel

extension Linker {
  func gates(_ root: SpecNode) -> [Gate] {
    (root["gates"]?.items ?? []).compactMap { node in
      let exchange = node["on"].flatMap(exchangeID)
      let expect = node["expect"].flatMap { predicate($0, .check) }
      if let message = node["message"] { checkBraces(message) }
      guard let id = node.text("id"), let exchange, let expect, let message = node.text("message") else { return nil }
      return Gate(id: id, exchange: exchange, expect: expect, message: message, location: node.location)
    }
  }

  /// Whatever stands in braces in a message has to be a path.
  private func checkBraces(_ node: SpecNode) {
    guard let text = node.text else { return }
    var rest = text[...]
    while let open = rest.firstIndex(of: "{") {
      let offset = text.distance(from: text.startIndex, to: open)
      guard let close = rest[open...].firstIndex(of: "}") else {
        return log.add(.wrongPath, at: node.location(at: offset), "a brace is opened here and not closed")
      }
      _ = path(String(rest[rest.index(after: open)..<close]), at: node, offset: offset + 1, .check)
      rest = rest[rest.index(after: close)...]
    }
  }
}
