/// Text in GitHub-flavoured Markdown that stays text: whatever Markdown, HTML or a forge would act on is written as a
/// numeric character reference, which CommonMark (section 6.2) never takes for syntax.
enum Markdown {
  /// Characters of the longest value shown; what is longer is cut and counted.
  static let longest = 400

  /// Words of ours, such as a title; never at the start of a line, where they could begin a list. Names of people and issues do not become links.
  static func text(_ words: String, limit: Int = longest) -> String { escaped(Escaping.visible(words, limit: limit)) }

  /// What came from outside: in `code`, where no forge looks for mentions, issues or emoji.
  static func code(_ words: String, limit: Int = longest) -> String {
    words.isEmpty ? "" : "<code>" + text(words, limit: limit) + "</code>"
  }

  /// A row of a table.
  static func row(_ cells: String...) -> String { "| " + cells.joined(separator: " | ") + " |\n" }

  /// The head of a table and the line under it.
  static func head(_ columns: String...) -> String {
    "| " + columns.joined(separator: " | ") + " |\n|" + columns.map { _ in "---|" }.joined() + "\n"
  }

  /// Folded: only the summary shows until somebody opens it. Both are Markdown already.
  static func folded(_ summary: String, _ body: String) -> String {
    "<details>\n<summary>\(summary)</summary>\n\n\(body)\n</details>\n\n"
  }

  private static let active = Set("&<>`*_[]!|~\\@#$".unicodeScalars)

  private static func escaped(_ text: String) -> String {
    var result = ""
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      let next = index + 1 < scalars.count ? scalars[index + 1] : " "
      if active.contains(scalar) || startsLink(scalar, after: index > 0 ? scalars[index - 1] : " ", before: next) {
        result += "&#\(scalar.value);"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// `http://`, `www.` and `:emoji:` are read as more than text without any bracket.
  private static func startsLink(
    _ scalar: Unicode.Scalar, after last: Unicode.Scalar, before next: Unicode.Scalar
  ) -> Bool {
    scalar == ":" && next != " " || scalar == "." && (last == "w" || last == "W")
  }
}
