/// What events are looked for in: texts by name, wherever they lie.
protocol RecordTexts {
  /// Calls `body` with the field's octets; `nil` where there is no such field.
  func with<R>(_ name: String, _ body: (UnsafeBufferPointer<UInt8>) -> R) -> R?
  func text(_ name: String) -> String?
}

extension RecordTexts {
  func text(_ name: String) -> String? { with(name) { String(decoding: $0, as: UTF8.self) } }

  /// Several fields joined by one blank, those absent left out.
  func text(_ names: [String]) -> String? {
    if names.count == 1 { return text(names[0]) }
    let parts = names.compactMap { text($0) }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }
}

extension Record: RecordTexts {
  func with<R>(_ name: String, _ body: (UnsafeBufferPointer<UInt8>) -> R) -> R? {
    guard var text = fields[name], !text.isEmpty else { return nil }
    return text.withUTF8(body)
  }
}
