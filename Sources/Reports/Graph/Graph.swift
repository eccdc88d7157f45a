/// What a machine, suite, client family or workflow looks like: nodes and arrows, before any notation.
public struct Graph: Hashable, Sendable {
  public var title: String
  public var nodes: [Node]
  public var edges: [Edge]

  public struct Node: Hashable, Sendable {
    /// As the specifications name it; unique among the nodes of one kind.
    public var id: String
    /// What stands below the name.
    public var about: String
    public var kind: Kind
  }

  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// Nothing happened yet.
    case start
    /// On the way: a state, a check, a step.
    case step
    /// The way ends well, or badly.
    case success, failure
    /// Somebody has to act.
    case waiting
    /// A request that is sent.
    case exchange
  }

  public struct Edge: Hashable, Sendable {
    /// Positions in `nodes`.
    public var from: Int
    public var to: Int
    public var kind: EdgeKind
  }

  public enum EdgeKind: Hashable, Sendable {
    /// What follows.
    case leads
    /// What is looked at.
    case shows
  }
}

/// Puts a graph together by ids; arrows to what is not in it are left out.
struct GraphBuilder {
  private(set) var graph: Graph
  private var places: [String: Int] = [:]

  init(title: String) { graph = Graph(title: title, nodes: [], edges: []) }

  /// - Parameter key: What arrows call it; kinds of things that may share an id need different keys.
  mutating func add(_ key: String, _ node: Graph.Node) {
    guard places[key] == nil else { return }
    places[key] = graph.nodes.count
    graph.nodes.append(node)
  }

  mutating func connect(_ from: String, _ to: String, _ kind: Graph.EdgeKind = .leads) {
    guard let from = places[from], let to = places[to] else { return }
    let edge = Graph.Edge(from: from, to: to, kind: kind)
    if !graph.edges.contains(edge) { graph.edges.append(edge) }
  }
}
