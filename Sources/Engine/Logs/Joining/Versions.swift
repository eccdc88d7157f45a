import ScepspecModel

/// Journeys of several versions of one thing, such as a profile that was sent again with a change: the last one decides.
struct Versions {
  private struct Line: Hashable {
    let machine: String
    let group: Int
    let lineage: Spelling
  }

  /// The journeys, those that are superseded marked as such.
  static func marked(_ traces: [Trace]) -> [Trace] {
    var newest: [Line: Int] = [:]
    for (index, trace) in traces.enumerated() {
      guard let line = line(of: trace) else { continue }
      if let other = newest[line], !isLater(index, than: other, traces) { continue }
      newest[line] = index
    }
    return traces.enumerated().map { index, trace in
      guard let line = line(of: trace), let last = newest[line], last != index else { return trace }
      var trace = trace
      trace.isSuperseded = true
      let key = traces[last].report.key ?? ""
      trace.report.remarks.append("A later version of it, '\(key)', decides in its place.")
      return trace
    }
  }

  private static func line(of trace: Trace) -> Line? {
    trace.lineage.map { Line(machine: trace.report.machine, group: trace.group, lineage: $0) }
  }

  private static func isLater(_ index: Int, than other: Int, _ traces: [Trace]) -> Bool {
    guard let time = traces[index].first?.microseconds, let before = traces[other].first?.microseconds else {
      return index > other
    }
    return time == before ? index > other : time > before
  }
}
