/// Lines for a person, at a terminal or in a file. Whatever is put on it is escaped; only the page adds colour.
struct TextPage {
  enum Ink: String {
    case plain = "0"
    case bold = "1"
    case dim = "2"
    case red = "31"
    case green = "32"
    case yellow = "33"
    case cyan = "36"
  }

  /// A piece of a line.
  struct Span {
    var text: String
    var ink: Ink = .plain
  }

  let usesColour: Bool
  /// Columns; longer text is wrapped between words.
  let width: Int
  private(set) var text = ""

  init(usesColour: Bool, width: Int = 110) {
    self.usesColour = usesColour
    self.width = width
  }

  mutating func blank() { text += "\n" }

  mutating func line(indent: Int = 0, _ spans: Span...) {
    text += String(repeating: " ", count: indent)
    for span in spans { text += inked(Escaping.visible(span.text), span.ink) }
    text += "\n"
  }

  mutating func line(indent: Int = 0, _ words: String, _ ink: Ink = .plain) {
    line(indent: indent, Span(text: words, ink: ink))
  }

  /// A paragraph, wrapped between words.
  mutating func paragraph(indent: Int = 0, _ words: String, _ ink: Ink = .plain) {
    for wrapped in TextPage.wrap(Escaping.visible(words), width: width - indent) {
      text += String(repeating: " ", count: indent) + inked(wrapped, ink) + "\n"
    }
  }

  /// `label  text`, the text wrapped beside the label; nothing at all where there is no text.
  mutating func entry(indent: Int = 4, _ label: String, _ words: String?, _ ink: Ink = .plain) {
    guard let words, !words.isEmpty else { return }
    let column = 13
    let margin = String(repeating: " ", count: indent)
    for (index, wrapped) in TextPage.wrap(Escaping.visible(words), width: width - indent - column).enumerated() {
      let head = index == 0 ? TextPage.padded(label, column) : String(repeating: " ", count: column)
      text += margin + inked(head, .dim) + inked(wrapped, ink) + "\n"
    }
  }

  static func padded(_ text: String, _ columns: Int) -> String {
    text + String(repeating: " ", count: max(1, columns - text.count))
  }

  /// Lines of at most `width` characters; a word longer than that has a line of its own.
  static func wrap(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ", omittingEmptySubsequences: true) {
      if !line.isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = ""
      }
      line += line.isEmpty ? String(word) : " " + word
    }
    return line.isEmpty && !lines.isEmpty ? lines : lines + [line]
  }

  private func inked(_ text: String, _ ink: Ink) -> String {
    usesColour && ink != .plain ? "\u{1B}[\(ink.rawValue)m\(text)\u{1B}[0m" : text
  }
}
