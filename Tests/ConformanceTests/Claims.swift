import ScepspecModel

/// Servers that do what the target file claims.
enum Claims {
  static let kept: [Fault] = [
    server(
      "all", claims: ["modes": texts("automatic"), "challenge": .text("static"), "layout": .text("single")],
      operations: true),
    server(
      "manual", configure: ["approval": .text("polled")], run: ["approve": .text("true")],
      claims: ["modes": texts("manual"), "challenge": .text("required")]),
    server("open", configure: ["challenge": .text("none")], claims: ["challenge": .text("none")]),
    server("once", run: ["challenge": .text("one-time")], claims: ["challenge": .text("one-time")]),
    server("chain", configure: ["layout": .text("chain")], claims: ["layout": .text("chain")]),
    server("ra", configure: ["layout": .text("ra")], claims: ["layout": .text("ra")]),
    server(
      "nothing", configure: ["offers": .list([]), "refuse": texts("GET"), "refuseWith": .text("http-400")],
      operations: false),
    server(
      "no POST", configure: ["refuse": texts("POST"), "refuseWith": .text("http-400")],
      claims: ["operations": .record(["POST": .bool(false)])]),
  ]

  private static func texts(_ texts: String...) -> Field { Field(.texts(texts)) }

  private static func server(
    _ id: String, configure: [String: Field] = [:], run: [String: Field] = [:], claims: [String: Field] = [:],
    operations: Bool? = nil
  ) -> Fault {
    var claims = claims
    if let operations {
      let names = ["renewal", "GetCert", "GetCRL", "GetNextCACert", "GET"] + (operations ? ["POST"] : [])
      claims["operations"] = .record(Dictionary(uniqueKeysWithValues: names.map { ($0, .bool(operations)) }))
    }
    return Fault(
      id: id, title: id, fails: [], configure: configure, replies: [], run: run, claims: claims,
      location: Location(file: "claims", line: 1, column: 1))
  }
}
