import ScepspecModel

/// What was sent and answered, as a picture with a line of life for either side.
struct SequencePicture {
  let specifications: Specifications
  /// What was sent, in order.
  let records: [ExchangeRecord]

  private static let width = 760
  /// Where the lines of the two sides stand.
  private static let (left, right) = (20, 740)
  private static let lineHeight = 17
  private static let columns = 104
  /// Exchanges shown at most.
  private static let most = 8

  /// What was asked, and what came back.
  static func words(of record: ExchangeRecord, _ specifications: Specifications) -> (request: String, reply: String) {
    let about = specifications.exchanges[record.id]?.about ?? record.id
    let head = about + ": "
    return (about, record.summary.hasPrefix(head) ? String(record.summary.dropFirst(head.count)) : record.summary)
  }

  /// The exchanges that a check looks at, after those that had to come before; `nil` where nothing was sent.
  ///
  /// - Parameter hits: numbers of the exchanges that hold the evidence.
  func svg(of check: Check, hits: [Int]) -> HTML? {
    let ids = before(check.exchange)
    let shown = records.filter { ids.contains($0.id) || hits.prefix(3).contains($0.number) }.suffix(Self.most)
    guard !shown.isEmpty else { return nil }
    var parts: [HTML] = []
    var y = 44
    for record in shown { parts.append(exchange(record, isHit: hits.contains(record.number), y: &y)) }
    let height = y + 8
    let title = "Sequence of exchanges that \(check.id) looks at"
    return .tag(
      "svg",
      [
        "viewBox": "0 0 \(Self.width) \(height)", "width": "\(Self.width)", "height": "\(height)", "role": "img",
        "aria-label": title,
      ],
      [
        .tag("title", [:], title), text("scepspec", x: 0, y: 15, name: "name"),
        text("server", x: Self.width, y: 15, name: "name", anchor: "end"), life(Self.left, height),
        life(Self.right, height),
      ] + parts)
  }

  /// The exchange and all that must have come before it.
  private func before(_ id: String) -> Set<String> {
    var seen: Set<String> = []
    var waiting = [id]
    while let next = waiting.popLast() {
      if seen.insert(next).inserted { waiting += specifications.exchanges[next]?.after ?? [] }
    }
    return seen
  }

  private func exchange(_ record: ExchangeRecord, isHit: Bool, y: inout Int) -> HTML {
    let words = Self.words(of: record, specifications)
    var parts = lines("\(record.number) \(record.id): \(words.request)", "", y: &y)
    parts += arrow(y: y, from: Self.left, to: Self.right, name: "request")
    y += Self.lineHeight + 2
    parts += lines(words.reply, "quiet", y: &y)
    parts += arrow(y: y, from: Self.right, to: Self.left, name: "reply")
    y += Self.lineHeight + 10
    return .tag("g", ["class": isHit ? "hit" : nil], parts)
  }

  /// Wrapped text, `y` being the first base line before and the arrow's place after.
  private func lines(_ words: String, _ name: String, y: inout Int) -> [HTML] {
    var wrapped = TextPage.wrap(Escaping.visible(words, limit: 400), width: Self.columns)
    if wrapped.count > 4 { wrapped = Array(wrapped.prefix(4)) + ["…"] }
    let parts = wrapped.map { line -> HTML in
      defer { y += Self.lineHeight }
      return text(
        line.count > Self.columns ? "\(line.prefix(Self.columns))…" : line, x: Self.left + 10, y: y, name: name)
    }
    y -= 9
    return parts
  }

  private func text(_ words: String, x: Int, y: Int, name: String, anchor: String? = nil) -> HTML {
    .tag("text", ["x": "\(x)", "y": "\(y)", "class": name.isEmpty ? nil : name, "text-anchor": anchor], words)
  }

  private func life(_ x: Int, _ height: Int) -> HTML {
    .tag("line", ["x1": "\(x)", "y1": "22", "x2": "\(x)", "y2": "\(height)"])
  }

  private func arrow(y: Int, from: Int, to: Int, name: String) -> [HTML] {
    let back = to > from ? -9 : 9
    return [
      .tag("line", ["class": name, "x1": "\(from)", "y1": "\(y)", "x2": "\(to)", "y2": "\(y)"]),
      .tag("path", ["class": "head", "d": "M\(to) \(y) l\(back) -4 v8 z"]),
    ]
  }
}
