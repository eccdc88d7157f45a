/// A template, parsed once for a chunk: elements in document order, and what fills them.
///
/// Flat arrays rather than a tree of objects: building an event then follows numbers, and counts no references.
final class Plan {
  /// One element. `attributes` and `pieces` are ranges of the plan's arrays.
  struct Node {
    var name: String
    var attributes: Range<Int>
    var pieces: Range<Int>
    var shape: Shape
  }

  /// What an element holds, as far as it decides how it is built.
  enum Shape {
    case empty
    /// Elements only, all of the plan's own.
    case elements
    case text(String)
    /// One value and nothing else: only such an element is left out for a missing value, or repeated for an array.
    case value(Int, optional: Bool)
    case mixed
  }

  struct Attribute {
    var name: String
    /// The value, if it is the same in every event.
    var text: String?
    /// The index of the value that is the attribute's whole text, or -1.
    var value: Int
    var pieces: Range<Int>
  }

  enum Piece {
    case text(String)
    case value(Int, optional: Bool)
    case element(Int)
    /// A template instance inside the definition, at an offset of the chunk.
    case instance(Int)
  }

  var nodes: [Node] = []
  var attributes: [Attribute] = []
  var pieces: [Piece] = []
  /// What stands at the top.
  var roots: [Piece] = []
  /// The first four bytes of the definition's identifier, which instances repeat.
  var identifier: UInt32 = 0
  /// Where a head finds its two values.
  var head = HeadPlan()
}

/// Where a template keeps the provider's name and the event's number.
struct HeadPlan {
  enum Source {
    case none
    case text(String)
    case value(Int)
  }
  var provider = Source.none
  var id = Source.none
}
