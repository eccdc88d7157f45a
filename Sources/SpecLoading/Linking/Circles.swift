/// Finds what leads back to itself in a graph.
struct Circles {
  /// Each circle once, beginning and ending with the same node.
  private(set) var found: [[String]] = []

  private let edges: [String: [String]]
  private var done: Set<String> = []

  init(_ edges: [String: [String]]) {
    self.edges = edges
    for node in edges.keys.sorted() where !done.contains(node) { walk(from: node) }
  }

  /// Depth first with a stack of its own, since a chain may be as long as the files allow.
  private mutating func walk(from first: String) {
    var path = [first]
    var waiting = [edges[first] ?? []]
    var places = [first: 0]
    while let node = path.last {
      guard let next = waiting[path.count - 1].popLast() else {
        done.insert(node)
        places[node] = nil
        path.removeLast()
        waiting.removeLast()
        continue
      }
      if let place = places[next] {
        found.append(path[place...] + [next])
      } else if !done.contains(next) {
        places[next] = path.count
        path.append(next)
        waiting.append(edges[next] ?? [])
      }
    }
  }
}
