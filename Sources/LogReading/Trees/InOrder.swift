import ScepspecPatterns

/// Reads blocks on threads and delivers what comes of them in the order of the blocks. Few are under way at a time; one
/// that is alone is read by the calling thread.
func inOrder<Block: Sendable, Findings: Sendable>(
  of next: () -> Block?, workers: Int, _ makeReader: @escaping @Sendable () -> (Block) -> Findings,
  deliver: (Findings) -> Void
) {
  var block = next()
  var following = next()
  let threads = following == nil ? 0 : workers
  let work = OrderedWork<Block, Findings>(threads: threads, makeBody: makeReader)
  defer { work.finish() }
  var underWay = 0
  while true {
    while underWay <= 2 * threads, let given = block {
      work.give(given)
      underWay += 1
      block = following
      if block != nil { following = next() }
    }
    guard let findings = work.take() else { return }
    underWay -= 1
    deliver(findings)
  }
}
