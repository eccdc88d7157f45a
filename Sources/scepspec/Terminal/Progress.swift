import Reports

/// Tells on standard error how far a run is.
struct Progress {
  enum Style { case none, lines, live }
  let style: Style

  init(quiet: Bool) { style = quiet ? .none : (Console.errIsTerminal ? .live : .lines) }

  /// - Parameter done: checks decided so far.
  func performing(_ about: String, number: Int, done: Int, of all: Int) {
    let line = Escaping.visible("[\(done)/\(all)] exchange \(number): \(about)", limit: 300)
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
