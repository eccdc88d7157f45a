/// One HTML file that needs nothing else: its policy lets it load nothing, and run its own script alone.
struct HTMLPage {
  var title: String
  var header: [HTML]
  var sections: [HTML]
  var footer: String

  func render() -> String {
    var text = "<!doctype html>\n<html lang=\"en\">\n<head>\n"
    let head: [HTML] = [
      .tag("meta", ["charset": "utf-8"]),
      .tag("meta", ["http-equiv": "Content-Security-Policy", "content": policy]),
      .tag("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
      .tag("meta", ["name": "color-scheme", "content": "light dark"]),
      .tag("meta", ["name": "referrer", "content": "no-referrer"]), .tag("title", [:], title),
    ]
    for piece in head {
      piece.write(to: &text)
      text += "\n"
    }
    text += "<style>\(HTMLStyle.text)</style>\n</head>\n<body>\n"
    let body: [HTML] = [
      .tag("a", ["class": "skip", "href": "#main"], "Skip to the content"), .tag("header", [:], header),
      .tag("main", ["id": "main"], sections), .tag("footer", [:], [.tag("p", [:], footer)]),
    ]
    for piece in body { piece.write(to: &text) }
    return text + "\n<script>\(HTMLScript.text)</script>\n</body>\n</html>\n"
  }

  /// Content Security Policy Level 3: what the file holds is named by its digest, everything else is refused.
  private var policy: String {
    let (style, script) = (Base64.encode(SHA256.digest(HTMLStyle.text)), Base64.encode(SHA256.digest(HTMLScript.text)))
    return "default-src 'none'; style-src 'sha256-\(style)'; script-src 'sha256-\(script)'; base-uri 'none'; "
      + "form-action 'none'"
  }
}
