/// What runs against faulty servers showed: which faults fail exactly the checks that they name.
public struct FaultTable: Sendable {
  public struct Row: Sendable {
    /// `nil` for the server without fault.
    public var fault: String?
    /// How many of the named checks failed; of the server without fault, how many passed.
    public var proven: Int
    /// Named checks that did not fail, with what they came to.
    public var missing: [String]
    /// Checks that failed and are not named.
    public var unexpected: [String]

    public init(fault: String?, proven: Int, missing: [String], unexpected: [String]) {
      self.fault = fault
      self.proven = proven
      self.missing = missing
      self.unexpected = unexpected
    }

    var isExact: Bool { missing.isEmpty && unexpected.isEmpty && proven > 0 }
  }

  public var rows: [Row]

  public init(rows: [Row]) { self.rows = rows }

  public var isExact: Bool { rows.allSatisfy(\.isExact) }

  public func table() -> Table {
    Table(
      columns: ["fault", "result", "should fail", "fails too"],
      rows: rows.map { row in
        [
          row.fault ?? "none", row.isExact ? "exact" : "differs", row.missing.joined(separator: "; "),
          row.unexpected.joined(separator: "; "),
        ]
      })
  }

  /// How many faults are as they say, and where not.
  public func summary() -> String {
    var page = TextPage(usesColour: false)
    for row in rows where !row.isExact {
      page.line(row.fault ?? "the server without fault")
      for check in row.missing { page.line(indent: 2, "should fail: \(check)") }
      for check in row.unexpected {
        page.line(indent: 2, row.fault == nil ? "should pass: \(check)" : "fails too: \(check)")
      }
      if row.proven == 0 { page.line(indent: 2, row.fault == nil ? "nothing passes" : "nothing catches it") }
    }
    let faults = rows.filter { $0.fault != nil }
    let caught = faults.count { $0.proven > 0 }
    let exact = faults.count(where: \.isExact)
    page.line("\(caught) of \(faults.count) faults are caught, \(exact) by exactly the checks that they name")
    return page.text
  }
}
