/// Finds what leads back to itself in a graph.
struct Circles {
  /// Each circle once, beginning with its first node in the alphabet and ending with it again.
  private(set) var found: [[String]] = []
  private var done: Set<String> = []
  private var path: [String] = []
  private let edges: [String: [String]]

  init(_ edges: [String: [String]]) {
    self.edges = edges
    for node in edges.keys.sorted() { visit(node) }
  }

  private mutating func visit(_ node: String) {
    guard !done.contains(node) else { return }
    if let start = path.firstIndex(of: node) {
      found.append(path[start...] + [node])
      return
    }
    path.append(node)
    for next in edges[node] ?? [] { visit(next) }
    path.removeLast()
    done.insert(node)
  }
}
