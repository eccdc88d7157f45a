import ScepspecModel

/// The octets of a piece of evidence, each with its place and what it is.
enum HTMLBytes {
  static func table(_ evidence: Evidence) -> HTML {
    guard let bytes = evidence.bytes else { return .group([]) }
    var caption = evidence.field ?? "octets"
    if let number = evidence.number { caption += " in exchange \(number) (\(evidence.exchange))" }
    if let offset = evidence.offset { caption += " at offset \(offset)" }
    caption += ", \(bytes.count) \(bytes.count == 1 ? "octet" : "octets")"
    let rows = ByteRow.rows(bytes, at: evidence.offset).map { row in
      HTML.tag(
        "tr", [:],
        [
          .tag("td", ["class": "note"], row.offset.map(String.init) ?? ""),
          .tag(
            "td", ["class": row.isHead ? "octets t" : "octets"],
            String(repeating: "  ", count: row.depth) + row.octets.map(Hex.octet).joined(separator: " ")),
          .tag("td", ["class": "note"], row.note),
        ])
    }
    let head = ["Offset", "Octets", "What they are"].map { HTML.tag("th", ["scope": "col"], $0) }
    return .tag(
      "div", ["class": "scroll"],
      [
        .tag(
          "table", ["class": "bytes"],
          [
            .tag("caption", [:], caption), .tag("thead", [:], [.tag("tr", [:], head)]), .tag("tbody", [:], rows),
          ])
      ])
  }
}
