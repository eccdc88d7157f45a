/// Where a template keeps what a head tells, as far as that is certain for every event made from it.
struct HeadPlan {
  enum Source {
    case none
    case text(String)
    case value(Int)
  }
  /// Whether an instance is buildable can be told by its values alone: the template holds no instances itself.
  let isPlain: Bool
  /// The name of the one element that comes first; nil where a value decides what that is.
  private(set) var name: String?
  private(set) var provider = Source.none
  private(set) var id = Source.none
  private(set) var created = Source.none

  init(_ builder: PlanBuilder) {
    isPlain = !builder.pieces.contains { $0.kind == .instance } && !builder.roots.contains { $0.kind == .instance }
    guard let root = builder.roots.first, root.kind == .element else { return }
    let event = builder.nodes[Int(root.index)]
    guard event.shape != .value else { return }
    name = event.name
    // What a value holds might come before it, or in it.
    guard let first = builder.pieces[Range(event.pieces)].first, first.kind == .element,
      case let system = builder.nodes[Int(first.index)], system.name == "System", system.shape == .elements
    else { return }
    provider = Self.attribute("Name", of: "Provider", in: system, builder)
    created = Self.attribute("SystemTime", of: "TimeCreated", in: system, builder)
    if let node = Self.child("EventID", of: system, builder) {
      id = Self.source(node.shape == .text ? node.text : nil, node.pieces, builder)
    }
  }

  private static func attribute(
    _ name: String, of child: String, in parent: Plan.Node, _ builder: PlanBuilder
  ) -> Source {
    guard let node = Self.child(child, of: parent, builder),
      let attribute = builder.attributes[Range(node.attributes)].first(where: { $0.name == name })
    else { return .none }
    return source(attribute.text, attribute.pieces, builder)
  }

  private static func source(_ text: String?, _ pieces: Range<Int32>, _ builder: PlanBuilder) -> Source {
    if let text { return .text(text) }
    guard pieces.count == 1, let piece = builder.pieces[Range(pieces)].first,
      piece.kind == .value || piece.kind == .optionalValue
    else { return .none }
    return .value(Int(piece.index))
  }

  /// The first child of a name. An element whose only value may be missing can be followed by another.
  private static func child(_ name: String, of parent: Plan.Node, _ builder: PlanBuilder) -> Plan.Node? {
    builder.pieces[Range(parent.pieces)].lazy.map { builder.nodes[Int($0.index)] }.first { $0.name == name }
  }
}
