import ScepspecMarkup

/// A template, parsed once for a chunk: elements in document order, and what fills them.
///
/// Flat storage of plain numbers rather than a tree of objects: building an event then follows indices, and counts
/// references only for what goes into the event. Indices are made by `PlanBuilder` alone, so they are in bounds; a debug
/// build checks them.
final class Plan {
  /// One element. `attributes` and `pieces` are ranges of the plan's arrays.
  struct Node {
    var name: String
    /// As of `ElementName`.
    var key: UInt64
    var attributes: Range<Int32> = 0..<0
    /// All attributes, if they are the same in every event.
    var fixed: [(name: String, value: String)] = []
    var isFixed = true
    var shape = Shape.empty
    var pieces: Range<Int32> = 0..<0
    /// The text of an element that holds one fixed text.
    var text = ""

    init(name: String) {
      self.name = name
      key = ElementName(name).key
    }
  }

  /// What an element holds, as far as it decides how it is built.
  enum Shape: UInt8 {
    case empty
    /// Elements only, all of the plan's own.
    case elements
    case text
    /// One value and nothing else: only such an element is left out for a missing value, or repeated for an array.
    case value
    case mixed
  }

  struct Attribute {
    var name: String
    /// The value, if it is the same in every event.
    var text: String?
    var pieces: Range<Int32>
  }

  struct Piece {
    enum Kind: UInt8 {
      /// `index` counts in `texts`.
      case text
      /// `index` counts the instance's values. Optional ones take their element or attribute with them.
      case value, optionalValue
      /// `index` counts in `nodes`.
      case element
      /// A template instance inside the definition; `index` is an offset of the chunk.
      case instance
    }
    var kind: Kind
    var index: Int32

    init(_ kind: Kind, _ index: Int) {
      self.kind = kind
      self.index = Int32(truncatingIfNeeded: index)
    }
  }

  /// What a value read as the last time. Most values of a log's `System` part are those of the event before.
  struct Memo {
    var bits: UInt64 = 0
    var size: Int = -1
    var type: UInt8 = 0
    var text = ""
  }

  let nodes: UnsafeBufferPointer<Node>
  let attributes: UnsafeBufferPointer<Attribute>
  let pieces: UnsafeBufferPointer<Piece>
  let texts: UnsafeBufferPointer<String>
  /// One for every piece.
  let memos: UnsafeMutableBufferPointer<Memo>
  /// What stands at the top.
  let roots: UnsafeBufferPointer<Piece>
  /// The first four bytes of the definition's identifier, which instances repeat.
  let identifier: UInt32
  /// Where a head finds its values.
  let head: HeadPlan

  init(_ builder: PlanBuilder, identifier: UInt32) {
    nodes = Self.stored(builder.nodes)
    attributes = Self.stored(builder.attributes)
    pieces = Self.stored(builder.pieces)
    texts = Self.stored(builder.texts)
    roots = Self.stored(builder.roots)
    memos = .allocate(capacity: pieces.count)
    memos.initialize(repeating: Memo())
    self.identifier = identifier
    head = HeadPlan(builder)
  }

  deinit {
    Self.free(nodes)
    Self.free(attributes)
    Self.free(pieces)
    Self.free(texts)
    Self.free(roots)
    Self.free(UnsafeBufferPointer(memos))
  }

  private static func stored<T>(_ array: [T]) -> UnsafeBufferPointer<T> {
    let buffer = UnsafeMutableBufferPointer<T>.allocate(capacity: array.count)
    _ = buffer.initialize(from: array)
    return UnsafeBufferPointer(buffer)
  }

  private static func free<T>(_ stored: UnsafeBufferPointer<T>) {
    let buffer = UnsafeMutableBufferPointer(mutating: stored)
    buffer.deinitialize()
    buffer.deallocate()
  }
}

extension Range where Bound == Int {
  init(_ range: Range<Int32>) { self = Int(range.lowerBound)..<Int(range.upperBound) }
}
