/// The open groups of a rich text document. Groups deeper than the bound share the state of the last one kept.
struct RichTextGroups {
  private struct Group {
    var isSkipping = false
    var substitutes = 1
  }

  private static let bound = 256
  private var kept: [Group] = []
  private var deeper = 0
  /// Characters still to be passed over after a Unicode character.
  var pending = 0

  /// The document's own group has ended.
  private(set) var isOver = false

  var isOpen: Bool { !kept.isEmpty }
  var isSkipping: Bool { kept.last?.isSkipping ?? false }

  /// How many characters follow a Unicode one for readers that do not know it.
  var substitutes: Int {
    get { kept.last?.substitutes ?? 0 }
    set { if !kept.isEmpty { kept[kept.count - 1].substitutes = newValue } }
  }

  mutating func open() {
    pending = 0
    if isOver { return }
    if kept.count < Self.bound { kept.append(kept.last ?? Group()) } else { deeper += 1 }
  }

  mutating func close() {
    pending = 0
    if deeper > 0 { deeper -= 1 } else { kept.removeLast() }
    isOver = kept.isEmpty
  }

  mutating func skip() {
    if !kept.isEmpty { kept[kept.count - 1].isSkipping = true }
  }
}
