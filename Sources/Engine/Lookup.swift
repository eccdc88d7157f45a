import ScepspecModel

/// What a path leads to.
enum Found: Hashable, Sendable {
  case field(Field)
  /// The observation is there, and this field of it is not.
  case absent
  /// The observation itself never came.
  case unobserved(kind: String, exchange: String)
}

/// Where a predicate is evaluated: what was seen, the exchange that unqualified fields belong to, and inside a list
/// the current item.
struct Context: Sendable {
  var observed: Observed
  var exchange: String
  var item: Field?

  func look(up reference: FieldReference) -> Found {
    let exchange = reference.exchange ?? self.exchange
    guard let base = base(of: reference.path, in: exchange) else {
      return .unobserved(kind: reference.path.kind ?? "item", exchange: exchange)
    }
    var field = base
    for component in reference.path.fields {
      guard let next = field.child(component) else { return .absent }
      field = next
    }
    guard let aspect = reference.path.aspect else { return .field(field) }
    return field.aspect(aspect).map(Found.field) ?? .absent
  }

  private func base(of path: Path, in exchange: String) -> Field? {
    guard let kind = path.kind else { return item }
    return observed.observation(kind, in: exchange).map { Field(.record($0.fields)) }
  }
}

extension Field {
  /// The field of a record, or the item of a list (0-based, negative from the end).
  func child(_ component: String) -> Field? {
    switch value {
    case .record(let fields): return fields[component]
    case .list(let items):
      guard let index = Int(component) else { return nil }
      let position = index < 0 ? items.count + index : index
      return items.indices.contains(position) ? items[position] : nil
    default: return nil
    }
  }

  func aspect(_ aspect: Aspect) -> Field? {
    switch (aspect, value) {
    case (.tag, _): encoding.map { .text($0.tag) }
    case (.bytes, _): encoding.map { .bytes($0.bytes) }
    case (.offset, _): encoding.map { .integer($0.offset) }
    case (.length, .bytes(let bytes)): .integer(bytes.count)
    case (.length, .text(let text)): .integer(text.unicodeScalars.count)
    case (.count, .list(let items)): .integer(items.count)
    case (.lower, .text(let text)): .text(text.lowercased())
    default: nil
    }
  }
}
