import ScepspecModel

/// The way to a field of one content; most are one step long and are looked up at once.
struct FieldPath: Hashable, Sendable {
  private let first: String
  private let rest: [String]
  private let aspect: Aspect?

  /// - Returns: `nil` where the path leads into observations of another kind than `kind`, or nowhere.
  init?(_ path: Path, on kind: String) {
    guard path.isRelative || path.kind == kind, let first = path.fields.first else { return nil }
    self.first = first
    rest = Array(path.fields.dropFirst())
    aspect = path.aspect
  }

  func field(in content: Observation.Content) -> Field? {
    guard var field = content.fields[first] else { return nil }
    for component in rest {
      guard let next = field.child(component) else { return nil }
      field = next
    }
    guard let aspect else { return field }
    return field.aspect(aspect)
  }

  /// The field as text that says something; numbers as they are printed.
  func text(in content: Observation.Content) -> String? { field(in: content).flatMap(\.value.words) }
}

extension Value {
  /// A text, or a number or truth as text; `nil` for what is empty or has parts.
  var words: String? {
    switch self {
    case .text(let text): text.isEmpty ? nil : text
    case .integer(let integer): String(integer)
    case .bool(let bool): String(bool)
    case .time(let seconds): String(seconds)
    case .bytes, .list, .record: nil
    }
  }
}
