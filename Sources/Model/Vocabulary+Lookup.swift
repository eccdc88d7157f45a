extension Vocabulary {
  /// The type of the field that an absolute path names, without regard to its aspect; `nil` where there is none.
  public func type(at path: Path) -> FieldType? {
    guard let kind = path.kind, let record = kinds[kind] else { return nil }
    return type(of: path.fields, in: record)
  }

  /// The type of the field that components name below a record; a number steps into a list.
  public func type(of components: ArraySlice<String>, in record: RecordType) -> FieldType? {
    guard let first = components.first, var type = record.fields[first] else { return nil }
    var rest = components.dropFirst()
    while let next = rest.first {
      switch type.type {
      case .list(let item) where Int(next) != nil:
        type = item
        rest = rest.dropFirst()
      default:
        guard let inner = self.record(of: type) else { return nil }
        return self.type(of: rest, in: inner)
      }
    }
    return type
  }

  /// The record type that a field's value has; `nil` for anything but records.
  public func record(of type: FieldType) -> RecordType? {
    switch type.type {
    case .record(let record): record
    case .reference(let name): records[name]
    default: nil
    }
  }
}
