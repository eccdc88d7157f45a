import ScepspecASN1

/// From offsets in the joined content of a string to offsets in the message around it.
struct OffsetMap {
  /// Where each segment begins, in the joined content and in the message.
  private var segments: [(joined: Int, message: Int)]

  static let identity = OffsetMap(segments: [(0, 0)])

  private init(segments: [(joined: Int, message: Int)]) { self.segments = segments }

  func callAsFunction(_ offset: Int) -> Int {
    var low = 0
    var high = segments.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if segments[middle].joined <= offset { low = middle } else { high = middle - 1 }
    }
    guard let segment = segments.isEmpty ? nil : segments[low] else { return offset }
    return segment.message + offset - segment.joined
  }

  /// Through a string that stands in octets which this map translates.
  func into(_ string: BERNode) -> OffsetMap {
    var found: [(joined: Int, message: Int)] = []
    var joined = 0
    func visit(_ node: BERNode) {
      guard node.isConstructed else {
        found.append((joined, self(node.offset + node.headerLength)))
        joined += node.contentLength
        return
      }
      for child in node.children { visit(child) }
    }
    visit(string)
    return OffsetMap(segments: found)
  }
}
