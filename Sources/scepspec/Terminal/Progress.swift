import ScepspecReports
import ScepspecRunning

/// Tells on standard error how far a run is.
struct Progress {
  enum Style { case none, lines, live }
  let style: Style

  init(quiet: Bool) { style = quiet ? .none : (Console.errIsTerminal ? .live : .lines) }

  func performing(_ step: RunStep) {
    let words = "[\(step.decided)/\(step.all)] exchange \(step.number): \(step.about)"
    let line = Escaping.visible(words, limit: 300)
    switch style {
    case .none: break
    case .lines: Console.err(line + "\n")
    case .live:
      // A line that wraps could not be taken back.
      Console.err("\r\u{1B}[K" + line.prefix((Console.errColumns ?? 80) - 1))
    }
  }

  /// A remark that stays.
  func note(_ text: String) {
    switch style {
    case .none: break
    case .lines: Console.err("scepspec: \(text)\n")
    case .live: Console.err("\r\u{1B}[Kscepspec: \(text)\n")
    }
  }

  func finish() {
    if style == .live { Console.err("\r\u{1B}[K") }
  }
}
