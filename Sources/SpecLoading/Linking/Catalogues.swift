import ScepspecModel

extension Linker {
  func requirements(_ root: SpecNode) -> [Requirement] {
    let document = root.text("document") ?? ""
    return (root["requirements"]?.items ?? []).compactMap { row in
      guard let id = row.text("id"), let section = row.text("section"), let level = row.text("level") else {
        return nil
      }
      return Requirement(
        id: id, document: document, section: section, role: row.text("role") ?? "", level: level,
        text: row.text("text") ?? "", test: row.text("test") ?? "", location: row.location)
    }
  }

  /// Quirks are cited like bugs: somebody met them.
  func quirks(_ root: SpecNode) -> [InteropBug] {
    (root["quirks"]?.items ?? []).compactMap { row in
      row.text("id").map { id in
        InteropBug(
          id: id, source: row.text("source") ?? "", who: row.text("who") ?? "", what: row.text("fact") ?? "",
          symptom: row.text("consequence") ?? "", isHabit: true, location: row.location)
      }
    }
  }

  func bugs(_ root: SpecNode) -> [InteropBug] {
    (root["bugs"]?.items ?? []).compactMap { row in
      row.text("id").map { id in
        InteropBug(
          id: id, source: row.text("source") ?? "", who: row.text("who") ?? "", what: row.text("what") ?? "",
          symptom: row.text("symptom") ?? "", location: row.location)
      }
    }
  }
}
