import ScepspecModel

/// Where a requirement stands, for those who want to read it there.
struct Citation {
  /// The section's address at the RFC Editor; `nil` for a document that is no RFC.
  let address: String?

  init(_ row: Requirement) {
    let words = row.document.split(separator: " ")
    guard words.count == 2, words[0] == "RFC", let number = Int(words[1]), number > 0 else {
      address = nil
      return
    }
    let page = "https://www.rfc-editor.org/rfc/rfc\(number)"
    address = Citation.anchor(row.section).map { "\(page)#\($0)" } ?? page
  }

  /// `section-3.2.1`, `appendix-A`; `nil` where the section is not written as a number or a letter.
  private static func anchor(_ section: String) -> String? {
    let parts = section.split(separator: ".", omittingEmptySubsequences: false)
    guard let first = parts.first, parts.dropFirst().allSatisfy(isNumber) else { return nil }
    if isNumber(first) { return "section-\(section)" }
    let isLetter = first.count == 1 && first.unicodeScalars.allSatisfy { ("A"..."Z").contains($0) }
    return isLetter ? (parts.count == 1 ? "appendix-\(section)" : "section-\(section.lowercased())") : nil
  }

  private static func isNumber(_ part: Substring) -> Bool {
    !part.isEmpty && part.count <= 4 && part.unicodeScalars.allSatisfy { ("0"..."9").contains($0) }
  }
}
