/// A record of `Key: value` lines that may still go on.
struct OpenBlock {
  let line: Int
  /// What free text is called.
  private let freeField: String?
  private var values: [String: String] = [:]
  private var spelt: Set<[Unicode.Scalar]> = []
  private var current: [String] = []
  /// Where the values of its keys begin: lines that are indented as far were broken for their width.
  private var valueColumn = 0
  private(set) var colonColumn: Int?
  private(set) var state = State.keys
  private var loose = ""
  private var blanks = 0
  private var size = 0
  private(set) var isCut = false

  enum State {
    case keys
    /// Text that no key announced.
    case looseText
    case freeText
  }

  init(line: Int, freeField: String?) {
    self.line = line
    self.freeField = freeField
  }

  func has(_ key: BlockKeys.Key) -> Bool { spelt.contains(key.spelling) }

  mutating func set(_ found: BlockKeys.Found, _ value: String) {
    blanks = 0
    valueColumn = found.valueStart
    if colonColumn == nil, found.isPadded { colonColumn = found.colon }
    guard let key = found.key else {
      current = []
      return
    }
    spelt.insert(key.spelling)
    current = key.fields
    state = key.isFree ? .freeText : .keys
    let value = bounded(value.trimmed)
    for field in key.fields where values[field] == nil && !value.isEmpty { values[field] = value }
  }

  mutating func add(_ text: [Unicode.Scalar]) {
    let indent = text.prefix(while: \.isSpace).count
    guard indent < text.count else { return blanks += 1 }
    defer { blanks = 0 }
    let words = bounded(String(text[indent...]).trimmed)
    if state == .keys, freeField != nil, blanks > 0 || indent == 0 { state = .looseText }
    guard state != .looseText else {
      loose = joined(loose, words, with: "\n")
      return
    }
    // Broken for its width: the line end is not the writer's.
    let isBroken = colonColumn != nil && indent >= valueColumn && blanks == 0
    for field in current {
      let text = values[field] ?? ""
      values[field] = joined(text, words, with: isBroken ? (Seam.isInsideWord(text, words) ? "" : " ") : "\n")
    }
  }

  private func joined(_ text: String, _ more: String, with separator: String) -> String {
    if text.isEmpty { return more }
    return text + (blanks > 0 ? String(repeating: "\n", count: min(blanks, 16)) : "") + separator + more
  }

  private mutating func bounded(_ text: String) -> String {
    size += text.utf8.count + 1
    guard size > RecordLimits.bytes else { return text }
    isCut = true
    return ""
  }

  /// `nil` where nothing was read but keys without values.
  var finished: Record? {
    var record = Record(fields: values, line: line)
    if let freeField, record.fields[freeField] == nil, !loose.isEmpty { record.fields[freeField] = loose }
    return record.fields.isEmpty ? nil : record
  }
}

extension String {
  init(_ scalars: some Sequence<Unicode.Scalar>) {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    self = String(view)
  }
}
